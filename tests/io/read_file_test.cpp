// SPDX-License-Identifier: BSL-1.0
#include <pangkas/io/read_file.hpp>

#include "support/catch.hpp"
#include "support/temporary_folder.hpp"

#include <pthread.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>
#include <pangkas/error.hpp>

#include <array>
#include <chrono>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

namespace {

using namespace pangkas;
using pangkas::tests::temporary_folder;

std::string read_error(const std::string& path) {
  try {
    static_cast<void>(read_file(path));
  } catch (const input_error& fault) {
    return fault.what();
  }
  return "no error";
}

}  // namespace

TEST_CASE("read_file gives the bytes of a file", "[io][read_file]") {
  const temporary_folder folder;
  std::string bytes;
  for (int i = 0; i < 700'000; ++i) bytes.push_back(static_cast<char>(i * 7 % 256));
  std::ofstream(folder / "big", std::ios::binary) << bytes;
  std::ofstream(folder / "empty");
  CHECK(read_file(folder / "big") == bytes);
  CHECK(read_file(folder / "empty").empty());
}

TEST_CASE("read_file says why a file cannot be read", "[io][read_file]") {
  using pangkas::tests::contains;
  const temporary_folder folder;
  CHECK(read_error(folder / "none.csv") ==
        folder / "none.csv" + " does not exist; check the name and the folder");
  CHECK_THAT(read_error(folder / ""), contains("is a folder; name a file in it"));
  std::ofstream(folder / "file");
  CHECK_THAT(read_error(folder / "file/in"), contains("cannot be read"));
  if (::geteuid() != 0) {
    ::chmod((folder / "file").c_str(), 0);
    CHECK_THAT(read_error(folder / "file"), contains("may not be read by you"));
  }
}

TEST_CASE("read_file refuses a file that is larger than the memory", "[io][read_file]") {
  const temporary_folder folder;
  std::ofstream(folder / "sparse.csv");
  if (::truncate((folder / "sparse.csv").c_str(), off_t{1} << 43) != 0) {
    WARN("this file system has no sparse file of 8 TiB");
    return;
  }
  CHECK_THAT(read_error(folder / "sparse.csv"),
             pangkas::tests::contains("is larger than the memory that is left"));
}

TEST_CASE("read_file goes on after a signal", "[io][read_file]") {
  std::array<int, 2> pipe{};
  REQUIRE(::pipe(pipe.data()) == 0);
  const int input = ::dup(STDIN_FILENO);
  ::dup2(pipe[0], STDIN_FILENO);
  struct sigaction heeded = {};  // not SA_RESTART: a read() that waits ends without a byte
  heeded.sa_handler = [](int) {};
  struct sigaction before = {};
  ::sigaction(SIGUSR1, &heeded, &before);
  std::thread writer([&, reader = ::pthread_self()] {
    for (int i = 0; i < 5; ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(4));
      ::pthread_kill(reader, SIGUSR1);
    }
    static_cast<void>(::write(pipe[1], "code\n", 5) == 5);
    ::close(pipe[1]);
  });
  const std::string said = read_error("-");
  writer.join();
  ::sigaction(SIGUSR1, &before, nullptr);
  ::close(pipe[0]);
  if (input >= 0) {
    ::dup2(input, STDIN_FILENO);
    ::close(input);
  }
  CHECK(said == "no error");
}

TEST_CASE("refuse_read_twice lets files be named twice, and a pipe once", "[io][read_file]") {
  const temporary_folder folder;
  std::ofstream(folder / "file");
  const std::string pipe = folder / "pipe";
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  REQUIRE(::symlink(pipe.c_str(), (folder / "link").c_str()) == 0);
  using paths = std::vector<std::string>;
  // None is opened: opening the pipe would wait for somebody who writes.
  CHECK_NOTHROW(refuse_read_twice(
      paths{folder / "file", folder / "file", pipe, folder / "none", folder / "none"}));
  CHECK_THROWS_WITH(refuse_read_twice(paths{pipe, folder / "file", pipe}),
                    pipe + " cannot be read twice; put what comes out of it into a file first");
  CHECK_THROWS_WITH(refuse_read_twice(paths{pipe, folder / "link"}),
                    pangkas::tests::contains("and " + pipe + " is the same"));
  CHECK_THROWS_WITH(refuse_read_twice(paths{"-", "-"}),
                    pangkas::tests::contains("the standard input cannot be read twice"));
}
