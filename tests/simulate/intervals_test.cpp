// SPDX-License-Identifier: BSL-1.0
#include <pangkas/simulate/intervals.hpp>

#include "support/catch.hpp"

#include <cmath>
#include <cstddef>
#include <random>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

TEST_CASE("t_quantile gives the values of the tables", "[simulate]") {
  CHECK_THAT(t_quantile(9), within(2.262, 5.1e-4));
  CHECK_THAT(t_quantile(19), within(2.093, 5.1e-4));
  CHECK_THAT(t_quantile(29), within(2.045, 5.1e-4));
  CHECK_THAT(t_quantile(199), within(1.972, 5.1e-4));
  CHECK_THAT(t_quantile(1), within(12.706, 5.1e-4));
  CHECK_THAT(t_quantile(10, 0.99), within(3.169, 5.1e-4));
}

TEST_CASE("interval_of has the mean and half width of Student's t", "[simulate]") {
  // Gosset's sleep data, 1908: extra hours of the first soporific; mean 0.75, s 1.789010.
  const std::vector<double> extra{0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};
  const mean_interval found = interval_of(extra);
  CHECK_THAT(found.mean, within(0.75, 1e-12));
  CHECK_THAT(found.half_width.value(), within(2.262157 * 1.789010 / std::sqrt(10.0), 1e-5));
  CHECK(found.values == 10);
  CHECK_FALSE(interval_of(std::vector<double>{3}).half_width);
  CHECK(interval_of(std::vector<double>{3}).mean == 3);
  CHECK(interval_of({}).values == 0);
}

TEST_CASE("paired tells how much narrower the difference is for the same draws", "[simulate]") {
  // Gosset's pairs: the published t of the difference is -4.0621 with 9 degrees of freedom.
  const std::vector<double> first{0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};
  const std::vector<double> second{1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};
  const paired_difference found = paired(first, second);
  CHECK_THAT(found.difference.mean, within(-1.58, 1e-12));
  CHECK_THAT(found.difference.mean / (found.difference.half_width.value() / t_quantile(9)),
             within(-4.0621, 5.1e-5));
  CHECK_THAT(found.correlation.value(), within(0.7951702, 5.1e-8));
  // (3.200556 + 4.009000) / 1.512889, the published variances.
  CHECK_THAT(found.variance_ratio.value(), within(4.765424, 1e-5));

  const paired_difference same = paired(first, first);
  CHECK(same.difference.mean == 0);
  CHECK_FALSE(same.variance_ratio);
  CHECK(same.correlation.value() == Approx(1));
  // What does not vary goes with nothing.
  const std::vector<double> still(10, 2.0);
  CHECK_FALSE(paired(first, still).correlation);
  CHECK_FALSE(paired(still, first).correlation);
  CHECK(paired(still, first).variance_ratio.value() == Approx(1));
}

TEST_CASE("controlled takes away what a known mean explains", "[simulate]") {
  std::mt19937_64 engine(11);
  std::normal_distribution<double> normal;
  std::vector<double> values;
  std::vector<std::vector<double>> controls(2);
  for (int i = 0; i < 40; ++i) {
    const double a = normal(engine);
    const double b = normal(engine);
    controls[0].push_back(3 + a);
    controls[1].push_back(5 + b);
    values.push_back(10 + 2 * a - b);
  }
  // What the controls explain wholly has the mean that theirs give, without any doubt left.
  const auto whole = controlled(values, controls, std::vector<double>{3, 5}).value();
  CHECK_THAT(whole.mean.mean, within(10, 1e-9));
  CHECK_THAT(whole.mean.half_width.value(), within(0, 1e-6));

  for (double& value : values) value += normal(engine);
  const auto most = controlled(values, controls, std::vector<double>{3, 5}).value();
  CHECK(most.gain.value() > 1.5);
  CHECK_THAT(most.mean.mean, within(10, 5 * most.mean.half_width.value() / t_quantile(37)));

  // Of values that do not vary nothing is left to explain.
  const auto still = controlled(std::vector<double>(40, 7.0), controls, std::vector<double>{3, 5});
  CHECK(still.value().mean.mean == 7);
  CHECK(still->mean.half_width == 0.0);
  CHECK_FALSE(still->gain);

  CHECK_FALSE(controlled(values, {controls[0], controls[0]}, std::vector<double>{3, 3}));
  CHECK_FALSE(controlled(std::vector<double>{1, 2}, {{1, 2}}, std::vector<double>{1}));
  CHECK_FALSE(controlled(values, {std::vector<double>(40, 1.0)}, std::vector<double>{1}));
}

TEST_CASE("controlled is the intercept of a regression, with its interval", "[simulate]") {
  // Of one control x about its known mean 0, by hand: x̄ 2.5, ȳ 5, Sxx 5, Sxy 8, Syy 14; slope 1.6,
  // intercept 1; residual 14 − 1.6 · 8 = 1.2 over 2; variance 0.6 (1/4 + 2.5² / 5) = 0.9.
  const std::vector<double> y{3, 4, 5, 8};
  const auto found = controlled(y, {{1, 2, 3, 4}}, std::vector<double>{0}).value();
  CHECK_THAT(found.mean.mean, within(1, 1e-12));
  CHECK_THAT(found.mean.half_width.value(), within(4.302653 * std::sqrt(0.9), 1e-6));
  CHECK(found.mean.values == 4);
  CHECK_THAT(found.gain.value(),
             within(3.182446 * std::sqrt(14.0 / 12) / (4.302653 * std::sqrt(0.9)), 1e-6));
  CHECK(found.gain.value() < 1);  // so far from the known mean it does not help
  CHECK_FALSE(controlled(std::vector<double>{3, 4, 5}, {{1, 2, 3}}, std::vector<double>{0}));
}

TEST_CASE("mser5 cuts where the mean is known best", "[simulate]") {
  std::vector<double> values(1000, 1.0);
  for (std::size_t i = 0; i < values.size(); ++i) values[i] += i % 2 == 0 ? 0.1 : -0.1;
  CHECK(mser5(values).value() == 0);
  for (std::size_t i = 0; i < 100; ++i) values[i] += 5 * std::exp(-static_cast<double>(i) / 10);
  const std::size_t cut = mser5(values).value();
  CHECK(cut % 5 == 0);
  CHECK(cut > 30);
  CHECK(cut <= 100);
  // Brute force over all cuts, by the formula.
  double least = 1e300;
  std::size_t best = 0;
  for (std::size_t d = 0; d <= 100; ++d) {
    std::vector<double> batches;
    for (std::size_t b = d; b < 200; ++b) {
      double sum = 0;
      for (std::size_t i = 0; i < 5; ++i) sum += values[5 * b + i];
      batches.push_back(sum / 5);
    }
    double mean = 0;
    for (const double batch : batches) mean += batch;
    mean /= static_cast<double>(batches.size());
    double squares = 0;
    for (const double batch : batches) squares += (batch - mean) * (batch - mean);
    const double error = squares / std::pow(static_cast<double>(batches.size()), 2);
    if (error < least) {
      least = error;
      best = d;
    }
  }
  CHECK(cut == 5 * best);

  // What rises to the end is never steady.
  std::vector<double> rising;
  for (int i = 0; i < 500; ++i) rising.push_back(i);
  CHECK_FALSE(mser5(rising));
  CHECK_FALSE(mser5(std::vector<double>(9, 1.0)));
}

TEST_CASE("mser5 cuts random series where the formula says", "[simulate]") {
  std::mt19937_64 engine(12);
  std::normal_distribution<double> normal;
  std::size_t unsteady = 0;
  for (int round = 0; round < 300; ++round) {
    std::vector<double> values(10 + engine() % 90);
    const double falls = static_cast<double>(engine() % 4) / 2;
    for (std::size_t i = 0; i < values.size(); ++i)
      values[i] = normal(engine) + 9 * std::exp(-falls * static_cast<double>(i) / 10);
    std::vector<double> batches;
    for (std::size_t i = 0; i + 5 <= values.size(); i += 5)
      batches.push_back(
          (values[i] + values[i + 1] + values[i + 2] + values[i + 3] + values[i + 4]) / 5);
    double least = 1e300;
    std::size_t best = 0;
    for (std::size_t d = 0; d <= batches.size() / 2; ++d) {
      const auto left = static_cast<double>(batches.size() - d);
      double mean = 0;
      for (std::size_t b = d; b < batches.size(); ++b) mean += batches[b] / left;
      double squares = 0;
      for (std::size_t b = d; b < batches.size(); ++b)
        squares += (batches[b] - mean) * (batches[b] - mean);
      if (squares / (left * left) < least) {
        least = squares / (left * left);
        best = d;
      }
    }
    const auto found = mser5(values);
    CHECK(found.has_value() == (best != batches.size() / 2));
    if (found)
      CHECK(*found == 5 * best);
    else
      ++unsteady;
  }
  CHECK(unsteady > 10);
}
