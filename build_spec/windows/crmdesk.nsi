; The installer: per user, no administrator, in three languages. Made by build_spec.windows with
; VERSION, NUMBERS, PAYLOAD, ICON and OUTPUT defined.
Unicode true
Target amd64-unicode
SetCompressor /SOLID lzma
!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "LogicLib.nsh"
!include "WinVer.nsh"
!include "x64.nsh"
!include "nsDialogs.nsh"

!define APP "crmdesk"
!define CLASSES "Software\Classes"
!define LISTED "Software\Microsoft\Windows\CurrentVersion\Uninstall\${APP}"
Name "crmdesk"
OutFile "${OUTPUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\${APP}"
InstallDirRegKey HKCU "Software\${APP}" "InstallDir"
BrandingText "crmdesk ${VERSION}"
VIProductVersion "${NUMBERS}"
VIAddVersionKey /LANG=0 "ProductName" "crmdesk"
VIAddVersionKey /LANG=0 "FileDescription" "crmdesk setup"
VIAddVersionKey /LANG=0 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "LegalCopyright" "MIT"
!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_LANGDLL_REGISTRY_ROOT HKCU
!define MUI_LANGDLL_REGISTRY_KEY "Software\${APP}"
!define MUI_LANGDLL_REGISTRY_VALUENAME "InstallerLanguage"
!define MUI_FINISHPAGE_RUN "$INSTDIR\crmdesk.exe"
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE CheckFolder
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
UninstPage custom un.AskData un.KeepAnswer
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"
!insertmacro MUI_LANGUAGE "TradChinese"
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_RESERVEFILE_LANGDLL
!include "texts.nsh"

Var Data
Var DataBox

Function .onInit
  ${IfNot} ${RunningX64}
  ${OrIfNot} ${AtLeastBuild} 17763
    MessageBox MB_ICONSTOP "$(T_SYSTEM)" /SD IDOK
    SetErrorLevel 2
    Abort
  ${EndIf}
  !insertmacro MUI_LANGDLL_DISPLAY
FunctionEnd

Function un.onInit
  !insertmacro MUI_UNGETLANGUAGE
FunctionEnd

; Only an empty folder, or one that holds our program, is written into: it is emptied on upgrades.
Function CheckFolder
  ${If} ${FileExists} "$INSTDIR\crmdesk.exe"
    Return
  ${EndIf}
  ${DirState} "$INSTDIR" $0
  ${If} $0 == 1
    MessageBox MB_ICONSTOP "$(T_FOLDER)" /SD IDOK
    SetErrorLevel 2
    Abort
  ${EndIf}
FunctionEnd

; A program that runs cannot be opened for writing.
!macro WAIT_UNTIL_CLOSED un
Function ${un}WaitUntilClosed
  again:
  ${If} ${FileExists} "$INSTDIR\crmdesk.exe"
    ClearErrors
    FileOpen $0 "$INSTDIR\crmdesk.exe" a
    ${If} ${Errors}
      MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(T_RUNNING)" /SD IDCANCEL IDRETRY again
      SetErrorLevel 3
      Abort "$(T_RUNNING)"
    ${EndIf}
    FileClose $0
  ${EndIf}
FunctionEnd
!macroend
!insertmacro WAIT_UNTIL_CLOSED ""
!insertmacro WAIT_UNTIL_CLOSED "un."

Section "$(S_PROGRAM)" SecProgram
  SectionIn RO
  ${If} ${Silent}
    Call CheckFolder
  ${EndIf}
  Call WaitUntilClosed
  RMDir /r "$INSTDIR\runtime"
  RMDir /r "$INSTDIR\lib"
  RMDir /r "$INSTDIR\app"
  SetOutPath "$INSTDIR"
  File /r "${PAYLOAD}/*"
  DetailPrint "$(T_PREPARING)"
  nsExec::Exec '"$INSTDIR\runtime\python.exe" -I -X utf8 -m compileall -q "$INSTDIR\runtime\stdlib" "$INSTDIR\lib" "$INSTDIR\app"'
  Pop $0
  CreateShortcut "$SMPROGRAMS\$(T_NAME).lnk" "$INSTDIR\crmdesk.exe"
  WriteRegStr HKCU "${CLASSES}\crmdesk" "" "URL:crmdesk"
  WriteRegStr HKCU "${CLASSES}\crmdesk" "URL Protocol" ""
  WriteRegStr HKCU "${CLASSES}\crmdesk\DefaultIcon" "" "$INSTDIR\crmdesk.exe,0"
  WriteRegStr HKCU "${CLASSES}\crmdesk\shell\open\command" "" '"$INSTDIR\crmdesk.exe" "%1"'
  WriteRegStr HKCU "${CLASSES}\.crmbackup" "" "crmdesk.backup"
  WriteRegStr HKCU "${CLASSES}\crmdesk.backup" "" "$(T_BACKUP)"
  WriteRegStr HKCU "${CLASSES}\crmdesk.backup\DefaultIcon" "" "$INSTDIR\crmdesk.exe,0"
  WriteRegStr HKCU "${CLASSES}\crmdesk.backup\shell\open\command" "" '"$INSTDIR\crmdesk.exe" "%1"'
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr HKCU "Software\${APP}" "InstallDir" "$INSTDIR"
  WriteRegStr HKCU "Software\${APP}" "Shortcut" "$(T_NAME)"
  WriteRegStr HKCU "${LISTED}" "DisplayName" "$(T_NAME)"
  WriteRegStr HKCU "${LISTED}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${LISTED}" "Publisher" "crmdesk"
  WriteRegStr HKCU "${LISTED}" "DisplayIcon" "$INSTDIR\crmdesk.exe,0"
  WriteRegStr HKCU "${LISTED}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${LISTED}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${LISTED}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${LISTED}" "NoModify" 1
  WriteRegDWORD HKCU "${LISTED}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${LISTED}" "EstimatedSize" $0
SectionEnd

Section "$(S_DESKTOP)" SecDesktop
  CreateShortcut "$DESKTOP\$(T_NAME).lnk" "$INSTDIR\crmdesk.exe"
SectionEnd

!insertmacro MUI_FUNCTION_DESCRIPTION_BEGIN
!insertmacro MUI_DESCRIPTION_TEXT ${SecProgram} "$(D_PROGRAM)"
!insertmacro MUI_DESCRIPTION_TEXT ${SecDesktop} "$(D_DESKTOP)"
!insertmacro MUI_FUNCTION_DESCRIPTION_END

; The customers of ten years go only when that is asked for by name.
Function un.AskData
  !insertmacro MUI_HEADER_TEXT "$(T_DATA)" ""
  nsDialogs::Create 1018
  Pop $0
  ${NSD_CreateLabel} 0 0 100% 36u "$(T_DATA_WHERE)"
  Pop $0
  ${NSD_CreateCheckbox} 0 44u 100% 12u "$(T_DATA_TOO)"
  Pop $DataBox
  nsDialogs::Show
FunctionEnd

Function un.KeepAnswer
  ${NSD_GetState} $DataBox $Data
FunctionEnd

Section "Uninstall"
  Call un.WaitUntilClosed
  ReadRegStr $1 HKCU "Software\${APP}" "Shortcut"
  ${If} $1 != ""
    Delete "$DESKTOP\$1.lnk"
    Delete "$SMPROGRAMS\$1.lnk"
  ${EndIf}
  RMDir /r "$INSTDIR\runtime"
  RMDir /r "$INSTDIR\lib"
  RMDir /r "$INSTDIR\app"
  Delete "$INSTDIR\crmdesk.exe"
  Delete "$INSTDIR\crmdesk-cli.exe"
  Delete "$INSTDIR\LICENSE.txt"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  ${If} $Data == ${BST_CHECKED}
    RMDir /r "$LOCALAPPDATA\crmdesk"
    RMDir /r "$APPDATA\crmdesk"
    DeleteRegKey HKCU "Software\${APP}"
  ${EndIf}
  DeleteRegKey HKCU "${CLASSES}\crmdesk"
  DeleteRegKey HKCU "${CLASSES}\crmdesk.backup"
  DeleteRegKey HKCU "${CLASSES}\.crmbackup"
  DeleteRegKey HKCU "${LISTED}"
  DeleteRegValue HKCU "Software\${APP}" "InstallDir"
  DeleteRegValue HKCU "Software\${APP}" "Shortcut"
  DeleteRegValue HKCU "Software\${APP}" "InstallerLanguage"
  DeleteRegKey /ifempty HKCU "Software\${APP}"
SectionEnd
