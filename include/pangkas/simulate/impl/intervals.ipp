// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/simulate/intervals.hpp>

#include <pangkas/simulate/impl/solved.hpp>

#include <boost/math/distributions/students_t.hpp>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1::detail {

inline double mean_of(std::span<const double> values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return values.empty() ? 0 : sum / static_cast<double>(values.size());
}

/// Sum of the products of how far two series are off their means.
inline double products(std::span<const double> a, std::span<const double> b) {
  const double mean_a = mean_of(a);
  const double mean_b = mean_of(b);
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += (a[i] - mean_a) * (b[i] - mean_b);
  return sum;
}

}  // namespace pangkas::detail

namespace pangkas::inline v0_1 {

double t_quantile(std::size_t degrees, double level) {
  assert(degrees > 0);
  const boost::math::students_t_distribution<double> t(static_cast<double>(degrees));
  return boost::math::quantile(t, 0.5 + level / 2);
}

mean_interval interval_of(std::span<const double> values) {
  mean_interval found;
  found.values = values.size();
  found.mean = detail::mean_of(values);
  if (values.size() > 1) {
    const auto n = static_cast<double>(values.size());
    found.half_width =
        t_quantile(values.size() - 1) * std::sqrt(detail::products(values, values) / ((n - 1) * n));
  }
  return found;
}

paired_difference paired(std::span<const double> before, std::span<const double> after) {
  assert(before.size() == after.size());
  std::vector<double> differences;
  differences.reserve(before.size());
  for (std::size_t i = 0; i < before.size(); ++i) differences.push_back(before[i] - after[i]);
  paired_difference found;
  found.difference = interval_of(differences);
  const double of_before = detail::products(before, before);
  const double of_after = detail::products(after, after);
  const double of_both = detail::products(differences, differences);
  if (of_both > 0) found.variance_ratio = (of_before + of_after) / of_both;
  if (of_before > 0 && of_after > 0)
    found.correlation = detail::products(before, after) / std::sqrt(of_before * of_after);
  return found;
}

std::optional<controlled_mean> controlled(std::span<const double> values,
                                          const std::vector<std::vector<double>>& controls,
                                          std::span<const double> expected) {
  const std::size_t n = values.size();
  const std::size_t k = controls.size();
  assert(expected.size() == k);
  if (n < k + 3) return std::nullopt;
  // Each control in units of its own spread, so that what is nearly dependent is seen.
  std::vector<double> spreads;
  for (const std::vector<double>& control : controls) {
    spreads.push_back(std::sqrt(detail::products(control, control)));
    if (!(spreads.back() > 0)) return std::nullopt;
  }
  std::vector<std::vector<double>> correlations(k, std::vector<double>(k));
  std::vector<double> with_values(k);
  std::vector<double> offsets(k);  // of the controls' means from what is expected
  for (std::size_t i = 0; i < k; ++i) {
    for (std::size_t j = 0; j < k; ++j)
      correlations[i][j] = detail::products(controls[i], controls[j]) / (spreads[i] * spreads[j]);
    with_values[i] = detail::products(controls[i], values) / spreads[i];
    offsets[i] = (detail::mean_of(controls[i]) - expected[i]) / spreads[i];
  }
  const auto slopes = detail::solved(correlations, with_values);
  if (!slopes) return std::nullopt;
  const auto weights = detail::solved(std::move(correlations), offsets);

  // The slopes are estimated too: k fewer degrees of freedom, and the offset of the controls' means
  // adds to the variance of the intercept.
  controlled_mean found;
  found.mean.values = n;
  found.mean.mean = detail::mean_of(values);
  double residual = detail::products(values, values);
  double leverage = 1 / static_cast<double>(n);
  for (std::size_t i = 0; i < k; ++i) {
    found.mean.mean -= (*slopes)[i] * offsets[i];
    residual -= (*slopes)[i] * with_values[i];
    leverage += weights.value()[i] * offsets[i];
  }
  const std::size_t degrees = n - 1 - k;
  found.mean.half_width = t_quantile(degrees) * std::sqrt(std::max(0.0, residual) /
                                                          static_cast<double>(degrees) * leverage);
  if (*found.mean.half_width > 0)
    found.gain = *interval_of(values).half_width / *found.mean.half_width;
  return found;
}

std::optional<std::size_t> mser5(std::span<const double> values) {
  constexpr std::size_t batch = 5;
  const std::size_t n = values.size() / batch;
  if (n < 2) return std::nullopt;
  // From the end, so that sums of all cuts are one sweep.
  double sum = 0;
  double squares = 0;
  double least = std::numeric_limits<double>::infinity();
  std::size_t best = 0;
  const double about = detail::mean_of(values);  // takes away what cancels
  const std::size_t last = n / 2;
  for (std::size_t d = n; d-- > 0;) {
    const double mean = detail::mean_of(values.subspan(d * batch, batch)) - about;
    sum += mean;
    squares += mean * mean;
    if (d > last) continue;
    const auto left = static_cast<double>(n - d);
    const double error = std::max(0.0, squares - sum * sum / left) / (left * left);
    if (error <= least) {
      least = error;
      best = d;
    }
  }
  if (best == last) return std::nullopt;
  return best * batch;
}

}  // namespace pangkas
