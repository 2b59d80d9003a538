# SPDX-License-Identifier: BSL-1.0
# Bundles the page of `pangkas report` into one file. What npm installs stays in the folder of the
# build; it is got again only when package-lock.json has changed.
# Usage: cmake -D source_dir=src/report/page -D folder=build/report -D node=NODE -D npm=NPM
#              -D required=ON|OFF -P build_report.cmake
# Unless it is required, a failure is a warning, and the page is empty.

include(${CMAKE_CURRENT_LIST_DIR}/npm_ci.cmake)

file(REMOVE ${folder}/report.html)
set(what "npm ci")
npm_ci(${npm} ${source_dir} ${folder} status said)
if(status EQUAL 0)
  set(what "Bundling the page")
  execute_process(
    COMMAND ${CMAKE_COMMAND} -E env
      PANGKAS_REPORT_MODULES=${folder} PANGKAS_REPORT_OUT=${folder}/report.html
      ${node} ${source_dir}/build.mjs
    OUTPUT_VARIABLE said ERROR_VARIABLE said RESULT_VARIABLE status)
endif()
if(status EQUAL 0)
  return()
endif()

file(WRITE ${folder}/failure.log "${said}")
if(required)
  message(FATAL_ERROR "${what} failed; it said:\n${said}")
endif()
message(WARNING "${what} failed; what it said is in ${folder}/failure.log. pangkas report will have "
  "no page. Remove ${folder} and build again, or set PANGKAS_REPORT_PAGE=OFF.")
file(TOUCH ${folder}/report.html)
