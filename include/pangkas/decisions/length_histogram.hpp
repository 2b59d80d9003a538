// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Lengths of paths, counted and weighed.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace pangkas {

/// @brief How many matters a year take each number of hand-offs.
class length_histogram {
 public:
  /// @brief Adds matters of one length.
  void add(std::uint64_t length, double volume = 1.0) {
    if (length >= volumes_.size()) volumes_.resize(length + 1, 0.0);
    volumes_[length] += volume;
  }
  /// @brief Adds another histogram, each of its units worth @p volume.
  void add(const length_histogram& other, double volume) {
    if (other.volumes_.size() > volumes_.size()) volumes_.resize(other.volumes_.size(), 0.0);
    for (std::size_t i = 0; i < other.volumes_.size(); ++i)
      volumes_[i] += other.volumes_[i] * volume;
  }

  /// @brief Matters a year by length.
  [[nodiscard]] const std::vector<double>& volumes() const noexcept { return volumes_; }
  /// @brief Matters a year in all.
  [[nodiscard]] double volume() const {
    double sum = 0;
    for (const double v : volumes_) sum += v;
    return sum;
  }
  /// @brief Hand-offs a year in all.
  [[nodiscard]] double hand_offs() const {
    double sum = 0;
    for (std::size_t i = 0; i < volumes_.size(); ++i) sum += volumes_[i] * static_cast<double>(i);
    return sum;
  }
  /// @brief Mean length; absent without volume.
  [[nodiscard]] std::optional<double> mean() const {
    const double all = volume();
    if (!(all > 0)) return std::nullopt;
    return hand_offs() / all;
  }
  /// @brief The smallest length that @p share of the volume does not exceed (nearest rank); absent
  /// without volume.
  [[nodiscard]] std::optional<std::size_t> percentile(double share) const {
    const double all = volume();
    if (!(all > 0)) return std::nullopt;
    // Shares of a volume are no whole numbers; what is equal but for rounding is equal.
    const double wanted = share * all * (1 - 1e-12);
    double passed = 0;
    std::size_t last = 0;
    for (std::size_t i = 0; i < volumes_.size(); ++i) {
      if (volumes_[i] > 0) last = i;
      passed += volumes_[i];
      if (volumes_[i] > 0 && passed >= wanted) return i;
    }
    return last;
  }
  /// @brief The longest length with volume; absent without.
  [[nodiscard]] std::optional<std::size_t> longest() const {
    for (std::size_t i = volumes_.size(); i > 0; --i)
      if (volumes_[i - 1] > 0) return i - 1;
    return std::nullopt;
  }

  friend bool operator==(const length_histogram&, const length_histogram&) = default;

 private:
  std::vector<double> volumes_;
};

}  // namespace pangkas
