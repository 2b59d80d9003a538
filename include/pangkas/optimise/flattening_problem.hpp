// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Which posts to keep: the question that optimal_flattening() answers, and its answer.
#pragma once

#include <pangkas/core/position.hpp>
#include <pangkas/core/rule_statement.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <variant>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief Which posts of a forest to convert, for the greatest total gain.
///
/// A converted post and all that it would pass on go to its nearest kept superior. Every kept
/// position must stay within its capacity: the loads of the positions that then report to it, kept
/// and converted. Every kept superior must reach its floor by the same loads. The top of a tree is
/// never converted.
///
/// Every list is by position, or empty for its default. Gains are whole numbers of any one unit, so
/// that equal is equal; the builders of flattening_gain.hpp count in millionths.
struct flattening_problem {
  /// 0: may be converted; else the place in @ref protections, from 1, of what protects it. Default:
  /// every manager may be converted, and nothing else.
  by_position<std::uint16_t> protection{};
  /// Why posts are protected.
  std::vector<rule_statement> protections{};
  /// What converting the post is worth; may be negative. Default: 1.
  by_position<std::int64_t> gain{};
  /// Load on its superior when it is kept. Default: 1.
  by_position<std::int32_t> load_kept{};
  /// Load on its superior when it is converted. Default: 1.
  by_position<std::int32_t> load_converted{};
  /// The most load that it bears as a superior. Default: no limit.
  by_position<std::int32_t> capacity{};
  /// The least load that it must bear as a superior, if it is kept; positions that are no managers
  /// have no floor. Default: 0.
  by_position<std::int32_t> floor{};
  /// The most superiors one below another, the top included; absent: no limit. Positions that are
  /// no managers do not count.
  std::optional<std::size_t> layers{};
  /// The superior that decides what the position raises, where that needs two independent checks:
  /// at least one kept post must stand strictly between the two. no_position: no such matter.
  by_position<position_id> decider{};
};

/// @brief What may be spent on an exact answer, and who is told how far it is.
struct flattening_effort {
  /// The most *states* of one tree: for each superior that has superiors below it as many as loads
  /// that can be told apart on it, and three more, times the layers and the depths of deciders that
  /// count for it. They take 30 to 45 bytes each, twice that where gains need 128 bits. They are
  /// counted before the work on the tree begins; a tree that has more is refused.
  std::size_t most_states = 30'000'000;
  /// Is given the superiors looked at so far, of all trees and caps; on the calling thread.
  std::function<void(std::size_t)> progress{};
};

/// @brief No limit, as a capacity.
inline constexpr std::int32_t unlimited_capacity = std::numeric_limits<std::int32_t>::max();

/// @brief Why a position is kept, by name: in the order of kept_post::cause.
enum class kept_because : std::uint8_t { top, rule, no_gain, capacity, checks, infeasible, floor };

/// @brief Nothing is above it.
struct kept_as_top {
  bool operator==(const kept_as_top&) const = default;
};
/// @brief It is protected.
struct kept_by_rule {
  std::size_t protection = 0;  ///< place in flattening_problem::protections, from 0
  bool operator==(const kept_by_rule&) const = default;
};
/// @brief Converting it gains nothing.
struct kept_without_gain {
  bool operator==(const kept_without_gain&) const = default;
};
/// @brief Its superior could not bear what it would pass on.
struct kept_for_capacity {
  position_id superior{0};  ///< the nearest kept one
  std::int64_t excess = 0;  ///< by how much that would be over its capacity
  bool operator==(const kept_for_capacity&) const = default;
};
/// @brief It is the only kept post between an originator and its decider.
struct kept_for_checks {
  position_id originator{0};
  bool operator==(const kept_for_checks&) const = default;
};
/// @brief Its tree has no solution and is left as it is.
struct kept_infeasible {
  bool operator==(const kept_infeasible&) const = default;
};

/// @brief Its superior would not reach its floor, where what is converted weighs less.
struct kept_for_floor {
  position_id superior{0};   ///< the nearest kept one
  std::int64_t missing = 0;  ///< by how much it would be under its floor
  bool operator==(const kept_for_floor&) const = default;
};

/// @brief A position that is kept, and why. Given for every manager and for every other position
/// that may be converted.
struct kept_post {
  position_id position = no_position;
  std::variant<kept_as_top, kept_by_rule, kept_without_gain, kept_for_capacity, kept_for_checks,
               kept_infeasible, kept_for_floor>
      cause{};

  [[nodiscard]] kept_because reason() const { return kept_because(cause.index()); }

  friend bool operator==(const kept_post&, const kept_post&) = default;
};

/// @brief What no solution keeps to.
enum class flattening_limit : std::uint8_t { capacity, layers, checks, floor };

/// @brief The smallest cause for which a tree has no solution.
struct infeasibility {
  /// capacity: a position that must be kept, and bears more than its capacity in every solution of
  /// what is below it; of several the lowest-numbered. floor: a position that cannot be converted, or
  /// whose superiors could not bear it, and that stays under its floor in every solution of what is
  /// below it. layers: the top. checks: a decider below which no kept post can stand within its
  /// capacity.
  position_id position = no_position;
  flattening_limit limit = flattening_limit::capacity;
  /// The capacity, the floor, the layers, or the kept posts that are asked for.
  std::int64_t allowed = 0;
  /// By how much at least it is missed.
  std::int64_t missed_by = 0;
  /// Whether a capacity is missed only because floors below the position let posts go.
  bool by_floors = false;

  friend bool operator==(const infeasibility&, const infeasibility&) = default;
};

/// @brief What became of one tree.
struct flattened_tree {
  position_id top = no_position;
  std::int64_t gain = 0;   ///< of what is converted
  std::int64_t bound = 0;  ///< the gain if there were no limit: all gains above 0
  std::uint32_t converted = 0;
  std::optional<infeasibility> cause{};  ///< absent if the tree has a solution

  friend bool operator==(const flattened_tree&, const flattened_tree&) = default;
};

/// @brief Which posts to convert.
struct flattening_solution {
  std::vector<position_id> converted{};  ///< ascending
  std::vector<kept_post> kept{};         ///< ascending; empty if reasons were not asked for
  std::vector<flattened_tree> trees{};   ///< by top, ascending
  std::int64_t gain = 0;                 ///< over all trees
  std::int64_t bound = 0;                ///< over all trees

  friend bool operator==(const flattening_solution&, const flattening_solution&) = default;
};

}  // namespace pangkas
