# SPDX-License-Identifier: BSL-1.0
# Included by scripts: installs what a package-lock.json names, in a folder of the build.

# Installs the modules of @p source_dir in @p folder, unless they are there for this very lock file.
# Sets @p status to 0, or to what npm ended with, and @p said to what it said.
function(npm_ci npm source_dir folder status said)
  set(${status} 0 PARENT_SCOPE)
  set(stamp ${folder}/installed)
  file(SHA256 ${source_dir}/package-lock.json lock)
  set(installed)
  if(EXISTS ${stamp})
    file(READ ${stamp} installed)
  endif()
  if(installed STREQUAL lock)
    return()
  endif()
  file(REMOVE ${stamp})
  file(MAKE_DIRECTORY ${folder})
  file(COPY ${source_dir}/package.json ${source_dir}/package-lock.json DESTINATION ${folder})
  # No package of these runs a script of its own.
  execute_process(COMMAND ${npm} ci --ignore-scripts --no-audit --no-fund --loglevel=error
    WORKING_DIRECTORY ${folder} OUTPUT_VARIABLE out ERROR_VARIABLE out RESULT_VARIABLE result)
  if(result EQUAL 0)
    file(WRITE ${stamp} ${lock})
  endif()
  set(${status} ${result} PARENT_SCOPE)
  set(${said} "${out}" PARENT_SCOPE)
endfunction()
