# SPDX-License-Identifier: BSL-1.0
# Installs pangkas and builds the project beside this file in each of its ways. Run by CTest, which
# passes source_dir, build_dir, version, compiler, flags, generator and build_type.

set(work_dir ${build_dir}/consumer_test)
set(prefix ${work_dir}/prefix)
file(REMOVE_RECURSE ${work_dir})
set(project ${source_dir}/tests/consumer)
# Nobody debugs these.
set(common -S ${project} -G ${generator} -D CMAKE_CXX_COMPILER=${compiler} -D CMAKE_CXX_FLAGS=${flags}
  -D CMAKE_BUILD_TYPE=${build_type} -D CMAKE_CXX_FLAGS_DEBUG=-O0 -D CMAKE_CXX_FLAGS_RELEASE=-O0)

function(run)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(NOT status EQUAL 0)
    list(JOIN ARGN " " command)
    message(FATAL_ERROR "${command} ended with status ${status}:\n${output}")
  endif()
  set(output "${output}" PARENT_SCOPE)
endfunction()

# Configuring has to fail, and say why.
function(refused why)
  execute_process(COMMAND ${CMAKE_COMMAND} ${common} -B ${work_dir}/refused ${ARGN}
    RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(status EQUAL 0)
    message(FATAL_ERROR "It was not refused: ${ARGN}")
  endif()
  string(REGEX REPLACE "[ \n]+" " " output "${output}")
  if(NOT output MATCHES "${why}")
    message(FATAL_ERROR "${ARGN} was refused for another reason than \"${why}\":\n${output}")
  endif()
  file(REMOVE_RECURSE ${work_dir}/refused)
endfunction()

run(${CMAKE_COMMAND} --install ${build_dir} --prefix ${prefix})
run(${prefix}/bin/pangkas --help)

# An installed package that names the folders it was built in works on no other machine.
file(GLOB_RECURSE package_files ${prefix}/*.cmake ${prefix}/*.hpp ${prefix}/*.ipp)
foreach(file IN LISTS package_files)
  file(READ ${file} text)
  foreach(folder IN ITEMS ${source_dir} ${build_dir})
    string(FIND "${text}" "${folder}/" place)
    if(NOT place EQUAL -1)
      message(FATAL_ERROR "${file} names the build's own folder ${folder}.")
    endif()
  endforeach()
endforeach()

message(STATUS "A project that finds the installed package")
run(${CMAKE_COMMAND} ${common} -B ${work_dir}/found
  -D CMAKE_PREFIX_PATH=${prefix} -D wanted_version=${version} -D wanted_components=io)
run(${CMAKE_COMMAND} --build ${work_dir}/found --target with_library with_io)
run(${work_dir}/found/with_io ${version})
run(${work_dir}/found/with_library ${version})
set(printed_by_library "${output}")

# All of the library is compiled once more for each: only among the longer tests.
if("$ENV{PANGKAS_CASES}" STREQUAL "1")
  # Bodies that the consumer compiles, with other options, give what those of the library give.
  run(${CMAKE_COMMAND} --build ${work_dir}/found --target with_headers)
  run(${work_dir}/found/with_headers ${version})
  if(output STREQUAL "" OR NOT output STREQUAL printed_by_library)
    message(FATAL_ERROR "with_headers and with_library in ${work_dir}/found print other figures.")
  endif()

  message(STATUS "A project that takes the source tree in, without io, as a shared library")
  run(${CMAKE_COMMAND} ${common} -B ${work_dir}/taken -D pangkas_source_dir=${source_dir}
    -D PANGKAS_BUILD_IO=OFF -D BUILD_SHARED_LIBS=ON -D PANGKAS_INSTALL=ON -D install_own_library=ON)
  run(${CMAKE_COMMAND} --build ${work_dir}/taken --target with_library own)
  run(${work_dir}/taken/with_library ${version})
  run(${CMAKE_COMMAND} --install ${work_dir}/taken --prefix ${work_dir}/own)
  refused("has no component io" -D CMAKE_PREFIX_PATH=${work_dir}/own
    -D wanted_version=${version} -D wanted_components=io)
endif()

message(STATUS "Projects that ask for what is not there")
foreach(wrong_version IN ITEMS 99 0.2)
  refused("compatible with requested version"
    -D CMAKE_PREFIX_PATH=${prefix} -D wanted_version=${wrong_version})
endforeach()
refused("has no component nonsense" -D CMAKE_PREFIX_PATH=${prefix}
  -D wanted_version=${version} -D wanted_components=nonsense)
