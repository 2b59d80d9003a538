// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The frontier: what each span cap, and each price of a conversion, is worth at best.
#pragma once

#include <pangkas/core/position.hpp>
#include <pangkas/graph/command_forest.hpp>
#include <pangkas/optimise/flattening_capacity.hpp>
#include <pangkas/optimise/flattening_problem.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief The optimum at one span cap.
struct frontier_point {
  std::size_t cap = 0;
  std::int64_t gain = 0;
  std::size_t converted = 0;
  std::size_t infeasible = 0;   ///< trees without a solution; they are left as they are
  std::size_t widest_span = 0;  ///< command subordinates, after
  std::size_t layers = 0;       ///< of the placed positions, after
  /// Positions without subordinates whose matter passed a superior before the root, and passes none
  /// any more.
  std::size_t unchecked = 0;
  std::optional<double> hand_offs{};  ///< saved a year; absent if no traffic was given
  std::optional<double> cost{};  ///< of what is converted, a year; absent if no costs were given

  friend bool operator==(const frontier_point&, const frontier_point&) = default;
};

/// @brief A point that is left out, since another is as good in everything.
struct dominated_point {
  frontier_point point{};
  std::size_t by_cap = 0;

  friend bool operator==(const dominated_point&, const dominated_point&) = default;
};

/// @brief The optimum at each span cap of a range.
struct flattening_frontier {
  std::vector<frontier_point> points{};      ///< by cap; none dominates another
  std::vector<dominated_point> dominated{};  ///< by cap
};

/// @brief What frontier() is to report beside the gain, and how it takes a cap.
struct frontier_options {
  wide_posts wide = wide_posts::keep;
  std::span<const double> traffic = {};  ///< by position; see default_traffic()
  std::span<const double> cost = {};     ///< by position, a year
  flattening_effort effort{};
};

/// @brief Parts the points that another is as good as in everything, and better in one thing or of
/// a lower cap, from the others.
/// @complexity O(N²) for N points.
[[nodiscard]] flattening_frontier sort_out(const std::vector<frontier_point>& points);

/// @brief The optimum for each span cap of a range.
///
/// Each tree is read once and solved for every cap. A point is dominated where another is as good
/// in gain, trees without a solution, posts converted, widest span, layers and matters that pass no
/// superior any more, and better in one of them; of equal ones the lowest cap stays.
///
/// @param forest   The command lines.
/// @param problem  Its capacities do not count: the cap takes their place.
/// @param first    Lowest span cap.
/// @param last     Highest span cap.
/// @param options  What is reported beside the gain, and what a cap means for a wide post.
/// @return         One point for each cap, kept or dominated.
/// @unit           that of the gains; positions; hand-offs and cost a year
/// @throws structure_error as optimal_flattening(), if the range is empty or begins with 0, or a
///         list has another size than the forest; input_error if gains overflow, or a tree has more
///         states at some cap than the effort allows.
/// @complexity     That of optimal_flattening() for each cap, and O(P) once.
[[nodiscard]] flattening_frontier frontier(const command_forest& forest,
                                           const flattening_problem& problem, std::size_t first,
                                           std::size_t last, const frontier_options& options = {});

/// @brief The optimum under a limit on layers, at the narrowest span cap that has a solution.
struct layer_point {
  std::size_t max_layers = 0;  ///< most superiors one below another that are allowed
  frontier_point at{};

  friend bool operator==(const layer_point&, const layer_point&) = default;
};

/// @brief Layers against the widest span: for each limit on layers the narrowest span cap that can
/// be kept to, and the optimum under both.
///
/// Trees that no cap solves are left as they are, and counted.
///
/// @param forest   The command lines.
/// @param problem  Its capacities and layers do not count: both limits take their place.
/// @param first    Fewest superiors one below another.
/// @param last     Most of them.
/// @param options  What is reported beside the gain, and what a cap means for a wide post.
/// @return         One point for each limit, by limit.
/// @throws structure_error as optimal_flattening(), or if the range is empty or begins with 0;
///         input_error as frontier().
/// @complexity     That of optimal_flattening(), times the logarithm of the widest span, for each
///                 limit.
[[nodiscard]] std::vector<layer_point> layer_frontier(const command_forest& forest,
                                                      const flattening_problem& problem,
                                                      std::size_t first, std::size_t last,
                                                      const frontier_options& options = {});

/// @brief An optimum that is the best one at some price of a conversion.
struct price_point {
  /// The price from which on it is better than the point after it; 0 for the last one.
  double price = 0;
  std::int64_t gain = 0;  ///< before the price
  std::vector<position_id> converted{};
};

/// @brief The hull of gain against posts converted: every optimum, as the price of a conversion
/// falls to 0.
///
/// The first point converts as few posts as the limits allow. Between two points that are found the
/// price at which both are worth the same is tried, until no price gives a third; it is tried
/// exactly, with all gains multiplied by the difference of the posts converted.
///
/// @param forest   The command lines.
/// @param problem  What may be converted, and what for, at a price of 0.
/// @return         By falling price, that is, by posts converted.
/// @unit           that of the gains
/// @throws structure_error as optimal_flattening(); input_error if gains overflow: a hull takes
///         numbers as large as the sum of all gains times the posts that may be converted.
/// @complexity     That of optimal_flattening() twice for each point.
/// @source         M. J. Eisner and D. G. Severance, "Mathematical techniques for efficient record
///                 segmentation in large shared databases", Journal of the ACM 23 (1976).
[[nodiscard]] std::vector<price_point> price_hull(const command_forest& forest,
                                                  const flattening_problem& problem);

}  // namespace pangkas
