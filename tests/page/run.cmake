# SPDX-License-Identifier: BSL-1.0
# Runs the tests of the report in a browser; without a browser it says so, and CTest skips them.
# Usage: cmake -D source_dir=SOURCE -D folder=BUILD/report_tests -D program=PANGKAS -D node=NODE
#              -D npm=NPM -P run.cmake

include(${source_dir}/tools/npm_ci.cmake)

set(browser $ENV{PANGKAS_CHROMIUM})
if(NOT browser)
  find_program(browser NAMES chromium chromium-browser google-chrome google-chrome-stable)
endif()
if(NOT browser)
  message("skipped: there is no Chromium; install it (apt-get install chromium) or name one in "
    "PANGKAS_CHROMIUM")
  return()
endif()

npm_ci(${npm} ${source_dir}/tests/page ${folder} status said)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "npm ci failed:\n${said}")
endif()

# The command prints with the browser that PANGKAS_CHROMIUM names, too.
execute_process(
  COMMAND ${CMAKE_COMMAND} -E env PANGKAS_CLI=${program} PANGKAS_SOURCE_DIR=${source_dir}
    PANGKAS_TEST_MODULES=${folder} PANGKAS_REPORT_SHOTS=${folder}/shots PANGKAS_CHROMIUM=${browser}
    ${node} --test ${source_dir}/tests/page/report_test.mjs
  WORKING_DIRECTORY ${source_dir} RESULT_VARIABLE status)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "The tests of the report failed; the reports are in ${folder}/shots.")
endif()
