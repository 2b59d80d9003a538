// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Small systems of linear equations.
#pragma once

#include <cmath>
#include <cstddef>
#include <optional>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief Solves a · x = b by elimination; absent where there is no single answer. No rows are
/// swapped: in correlations, and where the shares that go on from a station are at most 1, none is
/// further from 0 than the diagonal.
inline std::optional<std::vector<double>> solved(std::vector<std::vector<double>> a,
                                                 std::vector<double> b) {
  constexpr double least = 1e-12;  // a pivot that is not larger counts as none
  const std::size_t n = b.size();
  for (std::size_t k = 0; k < n; ++k) {
    if (std::abs(a[k][k]) <= least) return std::nullopt;
    for (std::size_t i = k + 1; i < n; ++i) {
      const double by = a[i][k] / a[k][k];
      for (std::size_t j = k; j < n; ++j) a[i][j] -= by * a[k][j];
      b[i] -= by * b[k];
    }
  }
  for (std::size_t k = n; k-- > 0;) {
    for (std::size_t j = k + 1; j < n; ++j) b[k] -= a[k][j] * b[j];
    b[k] /= a[k][k];
  }
  return b;
}

}  // namespace pangkas::detail
