// SPDX-License-Identifier: BSL-1.0
#include "io/memory.hpp"

#include "support/catch.hpp"
#include "support/command_line.hpp"

#include <sys/resource.h>
#include <unistd.h>
#include <pangkas/error.hpp>

#include <cstdint>
#include <filesystem>
#include <limits>
#include <string>

using namespace pangkas::tests;
using pangkas::detail::available_memory;

namespace {

/// A machine with 1,000 kB left, as far as /proc tells.
class made_up_machine {
 public:
  made_up_machine() { tell("proc/meminfo", "MemTotal:  9000 kB\nMemAvailable:   1000 kB\n"); }

  void tell(const std::string& name, const std::string& text) {
    std::filesystem::create_directories((folder_.path() / name).parent_path());
    folder_.write(name, text);
  }
  [[nodiscard]] std::uint64_t available() const {
    return available_memory((folder_.path() / "proc").string(),
                            (folder_.path() / "groups").string());
  }

 private:
  work_folder folder_;
};

}  // namespace

TEST_CASE("The memory that is left is what the machine has left", "[io][memory]") {
  CHECK(made_up_machine().available() == 1'024'000);
}

TEST_CASE("A control group leaves what it has not used, but for pages of files", "[io][memory]") {
  made_up_machine machine;
  machine.tell("proc/self/cgroup", "0::/users/one\n");
  machine.tell("groups/users/one/memory.max", "max\n");
  CHECK(machine.available() == 1'024'000);
  machine.tell("groups/users/one/memory.max", "600000\n");
  machine.tell("groups/users/one/memory.current", "500000\n");
  CHECK(machine.available() == 100'000);
  machine.tell("groups/users/one/memory.stat", "anon 200000\nfile 300000\n");
  CHECK(machine.available() == 400'000);
  // The group around it leaves less.
  machine.tell("groups/users/memory.max", "50000\n");
  machine.tell("groups/users/memory.current", "20000\n");
  CHECK(machine.available() == 30'000);
  // It has used more than it may: nothing is left.
  machine.tell("groups/users/memory.current", "70000\n");
  CHECK(machine.available() == 0);
}

TEST_CASE("What the machine does not tell does not count", "[io][memory]") {
  made_up_machine machine;
  machine.tell("proc/meminfo", "MemTotal:  9000 kB\n");
  machine.tell("proc/self/cgroup", "nothing\n0:half\n0::one\n");
  machine.tell("groupsone/memory.max", "100000\n");
  CHECK(machine.available() == 100'000);
  // As much address space as no machine has, but that is told.
  machine.tell("groupsone/memory.max", "max\n");
  machine.tell("proc/self/statm", "10 5 1\n");
  rlimit before{};
  REQUIRE(::getrlimit(RLIMIT_AS, &before) == 0);
  const rlimit much{rlim_t{1} << 62, before.rlim_max};
  if (before.rlim_max >= much.rlim_cur) {
    REQUIRE(::setrlimit(RLIMIT_AS, &much) == 0);
    const std::uint64_t left = machine.available();
    ::setrlimit(RLIMIT_AS, &before);
    CHECK(left == (std::uint64_t{1} << 62) - 10 * static_cast<std::uint64_t>(::getpagesize()));
  }
}

TEST_CASE("What is larger than the memory that is left is refused by name", "[io][memory]") {
  CHECK_NOTHROW(pangkas::detail::refuse_too_large(0, "x.csv"));
  CHECK_THROWS_WITH(
      pangkas::detail::refuse_too_large(std::numeric_limits<std::uint64_t>::max(), "x.csv"),
      contains("x.csv is larger than the memory that is left ("));
  CHECK_THROWS_WITH(pangkas::detail::fail_too_large("x.csv"),
                    contains("the memory that is left; split it"));
}

TEST_CASE("Control groups of version 1 count too", "[io][memory]") {
  made_up_machine machine;
  machine.tell("proc/self/cgroup", "4:cpu,cpuacct:/a\n3:memory:/a\n");
  machine.tell("groups/memory/a/memory.limit_in_bytes", "9223372036854771712\n");
  CHECK(machine.available() == 1'024'000);
  machine.tell("groups/memory/a/memory.limit_in_bytes", "300000\n");
  machine.tell("groups/memory/a/memory.usage_in_bytes", "100000\n");
  CHECK(machine.available() == 200'000);
}
