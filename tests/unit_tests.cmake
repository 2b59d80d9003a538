# SPDX-License-Identifier: BSL-1.0
# The unit tests: pangkas_tests, pangkas_thread_tests of what works on threads, and
# pangkas_headers_alone, which compiles each public header by itself.

# --- What the tests share, compiled once ----------------------------------------------------------

# Catch2 2 has to be told that a selection that matches no test is a failure; version 3 says so.
set(fail_if_empty)
set(allow_empty)
if(Catch2_VERSION VERSION_GREATER_EQUAL 3)
  set(allow_empty --allow-running-no-tests)
else()
  set(fail_if_empty -w NoTests)
endif()

file(GLOB support_sources CONFIGURE_DEPENDS support/*.cpp)
add_library(pangkas_test_support STATIC ${support_sources})
target_include_directories(pangkas_test_support
  PUBLIC ${CMAKE_CURRENT_SOURCE_DIR} ${PROJECT_SOURCE_DIR}/src)
target_compile_definitions(pangkas_test_support PUBLIC PANGKAS_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
target_link_libraries(pangkas_test_support
  PUBLIC pangkas_report Catch2::Catch2 fmt::fmt nlohmann_json::nlohmann_json pangkas_dev
  PRIVATE PkgConfig::libzip)

# A test is compiled more often than it is run, and what fails in it is told by Catch2. What the
# sanitizers are for is the library that it calls; that they watch the tests too takes a third more.
target_compile_options(pangkas_test_support PUBLIC $<$<NOT:$<CONFIG:Release>>:-O0;-g0>)
set_target_properties(pangkas_test_support PROPERTIES UNITY_BUILD OFF)
# Catch2's own code needs no watching.
set_source_files_properties(support/main.cpp PROPERTIES COMPILE_OPTIONS -fno-sanitize=all)

# --- Unit tests -----------------------------------------------------------------------------------

file(GLOB_RECURSE test_sources CONFIGURE_DEPENDS *_test.cpp)
add_executable(pangkas_tests ${test_sources})
target_compile_definitions(pangkas_tests PRIVATE PANGKAS_CLI="$<TARGET_FILE:pangkas_cli>")
target_link_libraries(pangkas_tests PRIVATE pangkas_test_support)
add_dependencies(pangkas_tests pangkas_cli)
# Half the time of a test's compilation is Catch2 itself. What a public header forgets to include is
# still found, since each is compiled alone.
target_precompile_headers(pangkas_tests PRIVATE support/precompiled.hpp)
# With CMAKE_UNITY_BUILD a folder is compiled at once. What is linked twice stays by itself.
set(tests_of_threads io/reading_effort_test optimise/optimal_flattening_test)
foreach(source IN LISTS test_sources)
  cmake_path(GET source PARENT_PATH folder)
  cmake_path(GET folder FILENAME folder)
  set_source_files_properties(${source} PROPERTIES UNITY_GROUP ${folder})
endforeach()
foreach(name IN LISTS tests_of_threads)
  set_source_files_properties(${CMAKE_CURRENT_SOURCE_DIR}/${name}.cpp
    PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
endforeach()
set_target_properties(pangkas_tests PROPERTIES UNITY_BUILD_MODE GROUP)

# One CTest test a folder: readable in a summary, and each reads its data only once. What a machine
# may not have is apart, so that a skip is seen: 4 is what support/main.cpp ends with. No case may rest
# on one before it: their order is another each time, and a failure tells its seed.
set(any_order --order rand --rng-seed time)
set(folders graph core views metrics decisions simplify optimise integrity process simulate study io report cli)
set(apart shared-data glpk)
foreach(tag IN LISTS apart)
  string(APPEND not_apart "~[${tag}]")
  add_test(NAME ${tag} COMMAND pangkas_tests [${tag}] ${fail_if_empty} ${any_order}
    WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
  set_tests_properties(${tag} PROPERTIES SKIP_RETURN_CODE 4)
endforeach()
set(everything_else ${not_apart})
foreach(folder IN LISTS folders)
  add_test(NAME ${folder} COMMAND pangkas_tests [${folder}]${not_apart} ${fail_if_empty} ${any_order}
    WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
  string(APPEND everything_else "~[${folder}]")
endforeach()
set_tests_properties(cli PROPERTIES COST 90)  # begun first, or it runs on alone
set_tests_properties(decisions PROPERTIES COST 45)
add_test(NAME everything_else COMMAND pangkas_tests ${everything_else} ${allow_empty} ${any_order}
  WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})

# --- Bad inputs by kind, and too little memory ----------------------------------------------------

add_test(NAME hostile_inputs
  COMMAND ${system_python} -B ${CMAKE_CURRENT_SOURCE_DIR}/hostile/inputs.py
    $<TARGET_FILE:pangkas_cli> ${PROJECT_SOURCE_DIR})
set_tests_properties(hostile_inputs PROPERTIES COST 50 ENVIRONMENT PANGKAS_SLOWER=3)

add_test(NAME hostile_sameness
  COMMAND ${system_python} -B ${CMAKE_CURRENT_SOURCE_DIR}/hostile/sameness.py
    $<TARGET_FILE:pangkas_cli> ${PROJECT_SOURCE_DIR})

add_executable(pangkas_starved starved/allocations.cpp)
target_link_libraries(pangkas_starved PRIVATE pangkas_io pangkas_dev)
add_test(NAME starved COMMAND pangkas_starved)

# --- What works on threads, under the thread sanitizer --------------------------------------------

# The same tests, unwatched, on a library that is compiled once more.
if(PANGKAS_BUILD_THREAD_TESTS AND NOT PANGKAS_WATCH_TESTS)
  add_executable(pangkas_thread_tests
    "$<FILTER:$<TARGET_OBJECTS:pangkas_test_support>,EXCLUDE,/(naive_simplifier|archive)>"
    "$<FILTER:$<TARGET_OBJECTS:pangkas_tests>,INCLUDE,/($<JOIN:${tests_of_threads},|>)>")
  foreach(source IN ITEMS io/csv io/number io/position_table io/suspicions io/table_headings io/text io/tidy_table
      library/graph library/core library/optimise)
    target_sources(pangkas_thread_tests PRIVATE ${PROJECT_SOURCE_DIR}/src/${source}.cpp)
  endforeach()
  set_target_properties(pangkas_thread_tests PROPERTIES
    PANGKAS_WATCHED_BY thread PANGKAS_LINKED_WITH thread UNITY_BUILD_BATCH_SIZE 4)
  target_compile_options(pangkas_thread_tests PRIVATE -O0)
  target_include_directories(pangkas_thread_tests PRIVATE ${PROJECT_SOURCE_DIR}/src)
  target_link_libraries(pangkas_thread_tests
    PRIVATE pangkas_headers Catch2::Catch2 fmt::fmt simdjson::simdjson OpenSSL::Crypto pangkas_dev)
  add_test(NAME threads COMMAND pangkas_thread_tests [threads] ${fail_if_empty})
endif()

# --- Each public header alone ---------------------------------------------------------------------

# But for what it takes from others, which is precompiled: tests/rooms.py sees to it that a header
# names that. With CMAKE_DISABLE_PRECOMPILE_HEADERS it is alone indeed.
set(alone)
foreach(header IN LISTS headers io_headers report_headers)
  cmake_path(RELATIVE_PATH header BASE_DIRECTORY ${PROJECT_SOURCE_DIR}/include)
  set(source ${CMAKE_CURRENT_BINARY_DIR}/alone/${header}.cpp)
  file(CONFIGURE OUTPUT ${source} CONTENT "#include <${header}>\n")
  list(APPEND alone ${source})
endforeach()
add_library(pangkas_headers_alone OBJECT EXCLUDE_FROM_ALL ${alone})
target_link_libraries(pangkas_headers_alone PRIVATE pangkas_headers pangkas_dev)
target_precompile_headers(pangkas_headers_alone PRIVATE support/others.hpp)
set_target_properties(pangkas_headers_alone PROPERTIES UNITY_BUILD OFF)
