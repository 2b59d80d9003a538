// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Strata after Jaques: superiors whose work reaches no further ahead than their
/// subordinate's.
#pragma once

#include <pangkas/core/reasoned.hpp>
#include <pangkas/graph/ids.hpp>
#include <pangkas/graph/line_network.hpp>

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief Lower ends of the strata II to VII; stratum I begins at 0, VII has no end.
/// @unit   months
/// @source E. Jaques, "Requisite Organization" (1989): 3 months, 1, 2, 5, 10 and 20 years.
inline constexpr std::array<double, 6> jaques_strata{3, 12, 24, 60, 120, 240};

/// @brief The stratum of a post by the time-span of its longest task, from 1 up.
/// @param months  Time-span; the lower end of a stratum belongs to it.
/// @param bounds  Lower ends of all strata but the first, ascending.
[[nodiscard]] constexpr std::size_t stratum_of(double months,
                                               std::span<const double> bounds = jaques_strata) {
  std::size_t stratum = 1;
  for (const double bound : bounds)
    if (months >= bound) ++stratum;
  return stratum;
}

/// @brief A line with the strata of its two ends.
struct strata_line {
  position_id superior = no_position;
  position_id subordinate = no_position;
  std::size_t upper = 0;  ///< stratum of the superior
  std::size_t lower = 0;  ///< stratum of the subordinate

  friend bool operator==(const strata_line&, const strata_line&) = default;
};

/// @brief Lines whose ends are not one stratum apart.
struct strata_summary {
  std::size_t lines = 0;                  ///< lines whose two ends have a time-span
  std::vector<strata_line> compressed{};  ///< both in one stratum: a layer too many
  std::vector<strata_line> inverted{};    ///< the superior is in the lower stratum
  std::vector<strata_line> gaps{};        ///< a stratum between the two is missing
  /// Compressed and inverted lines. *Denominator: lines*; absent if no line has both time-spans.
  figure share = absence::not_given;

  friend bool operator==(const strata_summary&, const strata_summary&) = default;
};

/// @brief Compares the strata of superior and subordinate along every line.
///
/// compression() does the same by declared rank. Time-spans are given by nobody's table of posts:
/// they come from interviews, so most organisations have none, and then the share is absent.
///
/// @param graph         Lines superior → subordinate; parallel lines count once. Of an
///                      organisation, the lines of all types.
/// @param months        By vertex index: the time-span of the longest task; absent if not known.
/// @param bounds        Lower ends of all strata but the first, ascending. Default: those of
///                      Jaques.
/// @return              The lines, by superior, then by subordinate.
/// @unit                lines
/// @throws input_error  if a time-span is negative or no number; it names the position. Or if
///                      there is not one for each position.
/// @complexity          O(V + E).
/// @source              E. Jaques, "Requisite Organization" (1989).
[[nodiscard]] strata_summary strata_compression(const line_network& graph,
                                                std::span<const std::optional<double>> months,
                                                std::span<const double> bounds = jaques_strata);

}  // namespace pangkas
