// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief What checks do to the quality of decisions, and how fast they could be at best.
#pragma once

#include <cstdint>
#include <optional>

namespace pangkas::inline v0_1 {

/// @brief The probability that a proposal passes a chain of independent checks, all of which it
/// must pass.
/// @param pass    Probability that it passes one check, 0 to 1.
/// @param checks  How many there are; with none it passes.
/// @source R. K. Sah and J. E. Stiglitz, "The Architecture of Economic Systems" (1986).
[[nodiscard]] double chain_pass(double pass, std::uint64_t checks);

/// @brief The probability that a proposal passes at least @p approvals of @p checks independent
/// checks. With 1 approval this is the polyarchy, with all of them the chain.
/// @param pass       Probability that it passes one check, 0 to 1.
/// @param checks     How many there are.
/// @param approvals  How many must let it pass; more than there are: all of them.
/// @complexity       O(checks).
/// @source           R. K. Sah and J. E. Stiglitz, "The Architecture of Economic Systems" (1986).
[[nodiscard]] double committee_pass(double pass, std::uint64_t checks, std::uint64_t approvals);

/// @brief The least possible delay of adding up @p items with @p officials, each of whom adds one
/// item in a unit of time: Radner's reduced tree. An ideal to compare with, not a forecast.
/// @param items      How many items there are.
/// @param officials  How many work on them; more than half as many as items do not help.
/// @return           Absent without items or officials.
/// @unit             units of time, each the work of one item
/// @source           R. Radner, "The Organization of Decentralized Information Processing",
///                   Econometrica 61 (1993).
[[nodiscard]] std::optional<std::uint64_t> reduced_tree_delay(std::uint64_t items,
                                                              std::uint64_t officials);

}  // namespace pangkas
