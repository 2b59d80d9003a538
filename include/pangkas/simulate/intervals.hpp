// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief What replications of a simulation tell, and how surely.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief A mean with its 95 % interval: mean ± half_width.
struct mean_interval {
  double mean = 0;
  std::optional<double> half_width{};  ///< absent for a single value
  std::size_t values = 0;

  friend bool operator==(const mean_interval&, const mean_interval&) = default;
};

/// @brief The quantile of Student's t for a two-sided interval.
/// @param degrees  Of freedom, at least 1.
/// @param level    Such as 0.95.
[[nodiscard]] double t_quantile(std::size_t degrees, double level = 0.95);

/// @brief Mean and interval over independent replications: ± t(n − 1) · s / √n.
/// @param values  One of each replication; none: the mean is 0.
/// @source        A. M. Law, "Simulation Modeling and Analysis", ch. 9 (2015).
[[nodiscard]] mean_interval interval_of(std::span<const double> values);

/// @brief A difference between two systems that were given the same draws.
struct paired_difference {
  mean_interval difference{};  ///< before − after, of each replication
  /// Variance of the difference of independent runs / that of the paired ones: what pairing gained.
  /// Absent without variance.
  std::optional<double> variance_ratio{};
  std::optional<double> correlation{};

  friend bool operator==(const paired_difference&, const paired_difference&) = default;
};

/// @brief The difference before − after, replication by replication.
/// @param before  By replication.
/// @param after   As many.
[[nodiscard]] paired_difference paired(std::span<const double> before,
                                       std::span<const double> after);

/// @brief A mean that is corrected by what is known to be the mean of something else.
struct controlled_mean {
  mean_interval mean{};
  /// Width of the plain interval / of this one; below 1 the controls do not help.
  std::optional<double> gain{};
};

/// @brief Corrects a mean by control variates: each replication by how far its controls are off.
/// @param values    By replication.
/// @param controls  Each by replication.
/// @param expected  Known mean of each control.
/// @return          Absent with fewer than three replications more than controls, or where the
///                  controls do not vary or depend on each other.
/// @source          S. S. Lavenberg, P. D. Welch, "A perspective on the use of control variables to
///                  increase the efficiency of Monte Carlo simulations" (1981).
[[nodiscard]] std::optional<controlled_mean> controlled(
    std::span<const double> values, const std::vector<std::vector<double>>& controls,
    std::span<const double> expected);

/// @brief Where the warm-up ends by MSER-5: the cut d, a multiple of 5 and at most half the values,
/// that makes Σ(batch − mean)² / (n − d)² least, in batches of 5.
/// @param values  In the order of time; the last incomplete batch is left out.
/// @return        How many values are warm-up; absent where the best cut is the last that is looked
///                at: then no steady state was reached.
/// @source        K. P. White, "An effective truncation heuristic for bias reduction in simulation
///                output" (1997).
[[nodiscard]] std::optional<std::size_t> mser5(std::span<const double> values);

}  // namespace pangkas
