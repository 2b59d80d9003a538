// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Small systems of linear equations.
#pragma once

#include <cmath>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief Solves a · x = b by elimination with pivots; absent where there is no single answer.
/// @param least  A pivot that is not larger counts as none.
inline std::optional<std::vector<double>> solved(std::vector<std::vector<double>> a,
                                                 std::vector<double> b, double least = 1e-12) {
  const std::size_t n = b.size();
  for (std::size_t k = 0; k < n; ++k) {
    std::size_t best = k;
    for (std::size_t i = k + 1; i < n; ++i)
      if (std::abs(a[i][k]) > std::abs(a[best][k])) best = i;
    if (std::abs(a[best][k]) <= least) return std::nullopt;
    std::swap(a[k], a[best]);
    std::swap(b[k], b[best]);
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
