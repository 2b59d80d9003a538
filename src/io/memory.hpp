// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief How much memory the process may still take.
#pragma once

#include <cstdint>
#include <string>

namespace pangkas::inline v0_1::detail {

/// @brief The least of: what the machine has left without swapping (MemAvailable), what the control
/// groups of the process leave (versions 1 and 2), and what its limit of address space leaves
/// (`ulimit -v`). What cannot be told does not count.
/// @param proc     Where the kernel tells about the process; another folder for tests.
/// @param cgroups  Where it tells about control groups.
/// @unit bytes
[[nodiscard]] std::uint64_t available_memory(const std::string& proc = "/proc",
                                             const std::string& cgroups = "/sys/fs/cgroup");

/// @brief Refuses more than available_memory(): it can only end in swapping, or in the killing of a
/// process, perhaps another one.
/// @throws input_error that names the file.
void refuse_too_large(std::uint64_t bytes, const std::string& file);

/// @brief The same for what has turned out not to fit.
/// @param left  The memory that was left; 0: not known.
[[noreturn]] void fail_too_large(const std::string& file, std::uint64_t left = 0);

}  // namespace pangkas::detail
