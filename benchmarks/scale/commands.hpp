// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief What the measuring program can be told to do; each prints one JSON object.
#pragma once

#include "benchmarks/scale/contest.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace pangkas::benchmarks {

/// @brief Reads a file once, in a process of its own, as a user's program would.
/// @param contender  newline_scan, memchr_unordered_map_boost, ours or ours_hashed.
/// @param file       A table that `pangkas generate` wrote; for ours also JSON.
/// @param threads    For ours; the others have one.
/// @return Wall and processor seconds, the peak of memory, and what was found.
[[nodiscard]] json read_once(const std::string& contender, const std::string& file,
                             std::size_t threads);

/// @brief Layers, roll-up and decisions of a service that is made in memory.
/// @return Processor seconds by subject, contender and round; bytes a position of the structure.
[[nodiscard]] json forest_subjects(std::size_t positions, bool random_order, std::size_t rounds);

/// @brief Reads a table once and goes on to the files of a simplification, stage by stage.
/// @param folder  Where the files go, and a copy of them.
/// @return Wall and processor seconds by stage.
[[nodiscard]] json pipeline(const std::string& file, const std::string& folder,
                            std::size_t threads);

/// @brief Numbers, measures and simplifies a service that is made in memory, each once.
/// @return Wall and processor seconds by stage.
[[nodiscard]] json from_memory(std::size_t positions, bool random_order);

/// @brief Reads a table once, then writes it as a table and as JSON in turns.
/// @return Wall and processor seconds by format and round.
[[nodiscard]] json write_both(const std::string& file, const std::string& folder,
                              std::size_t rounds);

/// @brief What the machine can do at most.
/// @param file       Is read, scanned, hashed and written.
/// @param folder     For a file as large.
/// @param positions  Length of the arrays.
/// @return Units a processor second: bytes, gathers (independent of each other), misses of which
///         each waits for the one before it.
[[nodiscard]] json limits(const std::string& file, const std::string& folder,
                          std::size_t positions);

/// @brief Runs one function once, between the calls that a profiler watches for.
/// @param subject  read, number, measure or simplify.
[[nodiscard]] json instructions_of(const std::string& subject, const std::string& file);

}  // namespace pangkas::benchmarks
