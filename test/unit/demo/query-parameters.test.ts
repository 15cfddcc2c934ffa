import { describe, expect, test } from 'vitest';
import { QueryParameters } from '../../../src/demo/query-parameters';

describe('query parameters', () => {
  test('give lists in the order of their numbers, whatever order they came in', () => {
    const parameters = QueryParameters.parse('InstanceId.10=i-c&InstanceId.2=i-b&InstanceId.1=i-a&InstanceIds.1=x');
    expect(parameters.list('InstanceId')).toEqual(['i-a', 'i-b', 'i-c']);
  });

  test('give filters with their values', () => {
    const parameters = QueryParameters.parse(
      'Filter.1.Name=tag%3AEnv&Filter.1.Value.1=dev&Filter.1.Value.2=qa&Filter.2.Name=vpc-id&Filter.2.Value.1=%EA%B2%B0',
    );
    expect(parameters.filters()).toEqual([
      { name: 'tag:Env', values: ['dev', 'qa'] },
      { name: 'vpc-id', values: ['결'] },
    ]);
  });

  test('refuse a filter without a name, without values, with unknown parts, or with too many values', () => {
    const many = Array.from({ length: 201 }, (_, n) => `&Filter.1.Value.${n + 1}=v`).join('');
    expect(() => QueryParameters.parse('Filter.1.Value.1=dev').filters()).toThrow('must have a name');
    expect(() => QueryParameters.parse('Filter.1.Name=vpc-id').filters()).toThrow('at least one value');
    expect(() => QueryParameters.parse('Filter.1.Colour=red').filters()).toThrow(
      'The parameter Filter.1.Colour is not recognized',
    );
    expect(() => QueryParameters.parse(`Filter.1.Name=vpc-id${many}`).filters()).toThrow('200');
  });

  test('read booleans and whole numbers, and refuse anything else', () => {
    const parameters = QueryParameters.parse('A=true&B=False&C=yes&D=12&E=1e3');
    expect(parameters.boolean('A')).toBe(true);
    expect(parameters.boolean('B')).toBe(false);
    expect(parameters.boolean('Missing')).toBe(false);
    expect(() => parameters.boolean('C')).toThrow("Invalid value 'yes'");
    expect(parameters.integer('D')).toBe(12);
    expect(parameters.integer('Missing')).toBeUndefined();
    expect(() => parameters.integer('E')).toThrow("Invalid value '1e3'");
  });

  test('that nobody knows are refused by name', () => {
    const parameters = QueryParameters.parse('Action=X&Version=Y&InstanceId.1=i&Colour=red');
    expect(() => parameters.refuseUnknown(new Set(['InstanceId']))).toThrow('The parameter Colour is not recognized');
    expect(() => parameters.refuseUnknown(new Set(['InstanceId', 'Colour']))).not.toThrow();
  });

  test('survive text that is not properly encoded', () => {
    expect(QueryParameters.parse('%&=%ZZ&__proto__=x&A=%').string('A')).toBe('%');
  });
});
