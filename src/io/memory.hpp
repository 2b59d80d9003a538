// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief How much memory the process may still take.
#pragma once

#include <cstdint>
#include <string>

namespace pangkas::detail {

/// @brief The least of: what the machine has left without swapping (MemAvailable), what the control
/// groups of the process leave (versions 1 and 2), and what its limit of address space leaves
/// (`ulimit -v`). What cannot be told does not count.
/// @param proc     Where the kernel tells about the process; another folder for tests.
/// @param cgroups  Where it tells about control groups.
/// @unit bytes
[[nodiscard]] std::uint64_t available_memory(const std::string& proc = "/proc",
                                             const std::string& cgroups = "/sys/fs/cgroup");

}  // namespace pangkas::detail
