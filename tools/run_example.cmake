# SPDX-License-Identifier: BSL-1.0
# Runs an example of the documentation and compares what it prints with the stored output.
# Usage: cmake -D program=PROGRAM -D expected=FILE.txt -P run_example.cmake

if(NOT EXISTS ${expected})
  message(FATAL_ERROR "The stored output is missing: run ${program} > ${expected} and check it.")
endif()

execute_process(COMMAND ${program} OUTPUT_VARIABLE output RESULT_VARIABLE status)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "${program} ended with status ${status}.")
endif()

file(READ ${expected} stored)
if(NOT output STREQUAL stored)
  message(FATAL_ERROR "${program} printed\n${output}\nbut ${expected} holds\n${stored}")
endif()
