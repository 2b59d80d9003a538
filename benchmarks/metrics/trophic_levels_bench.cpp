// SPDX-License-Identifier: BSL-1.0
#include "benchmarks/support/contenders.hpp"
#include "benchmarks/support/plain_loops.hpp"
#include "benchmarks/support/simplified.hpp"

#include <pangkas/core/organisation_graph.hpp>
#include <pangkas/metrics/trophic_levels.hpp>

#include <cmath>
#include <cstddef>
#include <vector>

namespace pangkas::benchmarks {
namespace {

/// Conjugate gradients on the lines as they come, without a preconditioner.
double plain_f0(const organisation& org) {
  const std::size_t size = org.size();
  std::vector<graph_line> lines;
  for (auto [line, end] = edges(org); line != end; ++line) lines.push_back(*line);
  std::vector<double> level(size, 0);
  std::vector<double> residual(size, 0);
  for (const graph_line& line : lines) {
    residual[line.superior] -= 1;
    residual[line.subordinate] += 1;
  }
  std::vector<double> direction = residual;
  std::vector<double> change(size);
  const auto square = [](const std::vector<double>& x) {
    double sum = 0;
    for (const double value : x) sum += value * value;
    return sum;
  };
  double error = square(residual);
  while (error > 1e-20 * static_cast<double>(size)) {
    change.assign(size, 0);
    double stretch = 0;
    for (const graph_line& line : lines) {
      const double difference = direction[line.subordinate] - direction[line.superior];
      change[line.subordinate] += difference;
      change[line.superior] -= difference;
      stretch += difference * difference;
    }
    const double step = error / stretch;
    for (std::size_t i = 0; i < size; ++i) {
      level[i] += step * direction[i];
      residual[i] -= step * change[i];
    }
    const double next = square(residual);
    for (std::size_t i = 0; i < size; ++i) direction[i] = residual[i] + next / error * direction[i];
    error = next;
  }
  double sum = 0;
  for (const graph_line& line : lines) {
    const double jump = level[line.subordinate] - level[line.superior] - 1;
    sum += jump * jump;
  }
  return sum / static_cast<double>(lines.size());
}

/// To eight decimals, to which both are right.
struct rounded {
  double operator()(const service&, double value) const { return std::round(value * 1e8); }
};

const auto coherences =
    subject<double>("trophic_incoherence_f0", {row_order::natural}, 100'000)
        .contender(
            "conjugate_gradients",
            [](const service& s) { return plain_f0(simplified_with_coordinators(s).after); },
            rounded{})
        .contender(
            "ours",
            [](const service& s) {
              return *trophic_incoherence_f0(simplified_with_coordinators(s).after);
            },
            rounded{});

/// Of a forest the levels are the layers.
const auto levels = subject<double>("trophic_levels_levine", {row_order::natural})
                        .contender("plain_loop",
                                   [](const service& s) {
                                     double sum = 0;
                                     for (const auto layer : plain_layers(s.superiors()))
                                       sum += layer;
                                     return sum;
                                   })
                        .contender("ours", [](const service& s) {
                          double sum = 0;
                          for (const double level : *trophic_levels_levine(s.organisation()))
                            sum += level;
                          return sum;
                        });

}  // namespace
}  // namespace pangkas::benchmarks
