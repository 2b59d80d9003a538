# SPDX-License-Identifier: BSL-1.0
# Installs pangkas and builds two projects that use it: one that finds the installed package, one
# that takes the source tree in. Run by CTest, which passes source_dir, build_dir, version,
# compiler, generator and build_type.

set(work_dir ${build_dir}/install_test)
set(prefix ${work_dir}/prefix)
file(REMOVE_RECURSE ${work_dir})
# Nobody debugs these two.
set(common -G ${generator} -D CMAKE_CXX_COMPILER=${compiler} -D CMAKE_BUILD_TYPE=${build_type}
  -D CMAKE_CXX_FLAGS_DEBUG=-O0)

function(run)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(NOT status EQUAL 0)
    list(JOIN ARGN " " command)
    message(FATAL_ERROR "${command} ended with status ${status}:\n${output}")
  endif()
endfunction()

run(${CMAKE_COMMAND} --install ${build_dir} --prefix ${prefix})
run(${prefix}/bin/pangkas --help)

# An installed package that names the folders it was built in works on no other machine.
file(GLOB_RECURSE package_files ${prefix}/*.cmake ${prefix}/*.hpp)
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
run(${CMAKE_COMMAND} -S ${source_dir}/tests/install/find_package -B ${work_dir}/found ${common}
  -D CMAKE_PREFIX_PATH=${prefix} -D wanted_version=${version})
run(${CMAKE_COMMAND} --build ${work_dir}/found)
run(${work_dir}/found/consumer ${version})

message(STATUS "A project that takes the source tree in")
run(${CMAKE_COMMAND} -S ${source_dir}/tests/install/add_subdirectory -B ${work_dir}/taken ${common}
  -D pangkas_source_dir=${source_dir})
run(${CMAKE_COMMAND} --build ${work_dir}/taken)
run(${work_dir}/taken/consumer ${version})

foreach(wrong_version IN ITEMS 99 0.2)
  message(STATUS "A project that asks for version ${wrong_version}")
  execute_process(
    COMMAND ${CMAKE_COMMAND} -S ${source_dir}/tests/install/find_package
      -B ${work_dir}/refused_${wrong_version} ${common}
      -D CMAKE_PREFIX_PATH=${prefix} -D wanted_version=${wrong_version}
    RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(status EQUAL 0)
    message(FATAL_ERROR "Version ${version} was accepted as ${wrong_version}.")
  endif()
  if(NOT output MATCHES "compatible with requested version")
    message(FATAL_ERROR "Version ${wrong_version} was refused for another reason:\n${output}")
  endif()
endforeach()
