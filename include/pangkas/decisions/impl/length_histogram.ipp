// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/decisions/length_histogram.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>

namespace pangkas::inline v0_1 {

void length_histogram::add(std::uint64_t length, double volume) {
  const auto place = static_cast<std::size_t>(length);  // of a path that was followed step by step
  if (place >= volumes_.size()) volumes_.resize(place + 1, 0.0);
  volumes_[place] += volume;
}

void length_histogram::add(const length_histogram& other, double volume) {
  if (other.volumes_.size() > volumes_.size()) volumes_.resize(other.volumes_.size(), 0.0);
  for (std::size_t i = 0; i < other.volumes_.size(); ++i) volumes_[i] += other.volumes_[i] * volume;
}

double length_histogram::volume() const {
  double sum = 0;
  for (const double v : volumes_) sum += v;
  return sum;
}

double length_histogram::hand_offs() const {
  double sum = 0;
  for (std::size_t i = 0; i < volumes_.size(); ++i) sum += volumes_[i] * static_cast<double>(i);
  return sum;
}

std::optional<double> length_histogram::mean() const {
  const double all = volume();
  if (!(all > 0)) return std::nullopt;
  return hand_offs() / all;
}

std::optional<std::size_t> length_histogram::percentile(double share) const {
  // Shares of a volume are no whole numbers; what is equal but for rounding is equal.
  const double wanted = share * volume() * (1 - 1e-12);
  double passed = 0;
  std::optional<std::size_t> last;
  for (std::size_t i = 0; i < volumes_.size() && (!last || passed < wanted); ++i) {
    if (volumes_[i] > 0) last = i;
    passed += volumes_[i];
  }
  return last;
}

std::optional<std::size_t> length_histogram::longest() const {
  for (std::size_t i = volumes_.size(); i > 0; --i)
    if (volumes_[i - 1] > 0) return i - 1;
  return std::nullopt;
}

}  // namespace pangkas
