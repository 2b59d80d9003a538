# SPDX-License-Identifier: BSL-1.0
# Bundles the page of `pangkas report` into one file. What npm installs stays in the folder of the
# build; it is got again only when package-lock.json has changed.
# Usage: cmake -D source_dir=src/report -D folder=build/report -D node=NODE -D npm=NPM
#              -D required=ON|OFF -P build_report.cmake
# Unless it is required, a failure is a warning, and the page is empty.

file(MAKE_DIRECTORY ${folder})
file(REMOVE ${folder}/report.html)

# Calls a program; what it says matters only when it fails.
function(run what)
  execute_process(COMMAND ${ARGN} WORKING_DIRECTORY ${folder}
    OUTPUT_VARIABLE said ERROR_VARIABLE said RESULT_VARIABLE status)
  if(status EQUAL 0)
    set(failed OFF PARENT_SCOPE)
    return()
  endif()
  set(failed ON PARENT_SCOPE)
  file(WRITE ${folder}/failure.log "${said}")
  set(sentence "${what} failed; what it said is in ${folder}/failure.log.")
  if(required)
    message(FATAL_ERROR "${sentence}\n${said}")
  endif()
  message(WARNING "${sentence} pangkas report will have no page. Remove ${folder} and build again, "
    "or set PANGKAS_BUILD_REPORT=OFF.")
  file(TOUCH ${folder}/report.html)
endfunction()

set(stamp ${folder}/installed)
file(SHA256 ${source_dir}/package-lock.json lock)
set(installed)
if(EXISTS ${stamp})
  file(READ ${stamp} installed)
endif()
if(NOT installed STREQUAL lock)
  file(REMOVE ${stamp})
  file(COPY ${source_dir}/package.json ${source_dir}/package-lock.json DESTINATION ${folder})
  run("npm ci" ${npm} ci --ignore-scripts --no-audit --no-fund --loglevel=error)
  if(failed)
    return()
  endif()
  file(WRITE ${stamp} ${lock})
endif()

run("Bundling the page" ${CMAKE_COMMAND} -E env
  PANGKAS_REPORT_MODULES=${folder} PANGKAS_REPORT_OUT=${folder}/report.html
  ${node} ${source_dir}/build.mjs)
