@echo off
rem The command line of EC2 Tray: in the installed app, whose own program answers it, and in a checkout.
if exist "%~dp0..\..\EC2 Tray.exe" goto installed
node "%~dp0..\out\main\ec2-tray.js" %*
exit /b %errorlevel%
:installed
"%~dp0..\..\EC2 Tray.exe" %*
exit /b %errorlevel%
