# SPDX-License-Identifier: BSL-1.0
# Included by CMakeLists.txt: how the page of `pangkas report` gets into the library.
#
# In:  PANGKAS_REPORT_PAGE   AUTO, ON or OFF
# Out: report_page_source     C++ source with the page, or with none
#      report_folder          folder of the build with report.html and node_modules; empty: no page

set(report_folder)
set(report_page_source ${CMAKE_CURRENT_BINARY_DIR}/src/report_page.cpp)

if(PANGKAS_REPORT_PAGE)
  find_program(PANGKAS_NODE node DOC "Node.js, which bundles the page of pangkas report")
  find_program(PANGKAS_NPM npm DOC "npm, which gets what the page is bundled from")
  mark_as_advanced(PANGKAS_NODE PANGKAS_NPM)
  set(report_needs)
  if(PANGKAS_NODE AND PANGKAS_NPM)
    execute_process(COMMAND ${PANGKAS_NODE} --version
      OUTPUT_VARIABLE node_version OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
    string(REGEX MATCH "[0-9]+" node_version "${node_version}")
    if(NOT node_version OR node_version LESS 18)
      set(report_needs "Node.js 18 or newer (${PANGKAS_NODE} is ${node_version})")
    endif()
  else()
    set(report_needs "Node.js 18 or newer with npm (apt-get install nodejs npm)")
  endif()
  if(NOT report_needs)
    set(report_folder ${CMAKE_CURRENT_BINARY_DIR}/report)
  elseif(PANGKAS_REPORT_PAGE STREQUAL "AUTO")
    message(STATUS "pangkas report will have no page: that needs ${report_needs}")
  else()
    message(FATAL_ERROR "PANGKAS_REPORT_PAGE=${PANGKAS_REPORT_PAGE} needs ${report_needs}.")
  endif()
endif()

set(report_embed ${CMAKE_CURRENT_SOURCE_DIR}/tools/embed_report.cmake)
if(report_folder)
  file(GLOB report_sources CONFIGURE_DEPENDS
    src/report/page/*.ts src/report/page/*.mjs src/report/page/*.html src/report/page/*.css
    src/report/page/*.json)
  if(PANGKAS_REPORT_PAGE STREQUAL "AUTO")
    set(report_required OFF)
  else()
    set(report_required ON)
  endif()
  add_custom_command(
    OUTPUT ${report_folder}/report.html
    COMMAND ${CMAKE_COMMAND}
      -D source_dir=${CMAKE_CURRENT_SOURCE_DIR}/src/report/page -D folder=${report_folder}
      -D node=${PANGKAS_NODE} -D npm=${PANGKAS_NPM} -D required=${report_required}
      -P ${CMAKE_CURRENT_SOURCE_DIR}/tools/build_report.cmake
    DEPENDS ${report_sources} tools/build_report.cmake tools/npm_ci.cmake
    COMMENT "Bundling the page of pangkas report"
    VERBATIM)
  add_custom_command(
    OUTPUT ${report_page_source}
    COMMAND ${CMAKE_COMMAND} -D page=${report_folder}/report.html -D output=${report_page_source}
      -P ${report_embed}
    DEPENDS ${report_folder}/report.html ${report_embed}
    COMMENT "Embedding the page of pangkas report"
    VERBATIM)
else()
  add_custom_command(
    OUTPUT ${report_page_source}
    COMMAND ${CMAKE_COMMAND} -D output=${report_page_source} -P ${report_embed}
    DEPENDS ${report_embed}
    COMMENT "Embedding no page of pangkas report"
    VERBATIM)
endif()
# The page is one literal.
set_source_files_properties(${report_page_source} PROPERTIES
  COMPILE_OPTIONS -Wno-overlength-strings)
