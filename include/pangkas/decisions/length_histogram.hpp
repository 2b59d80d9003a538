// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Lengths of paths, counted and weighed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief How many matters a year take each number of hand-offs.
class length_histogram {
 public:
  /// @brief Adds matters of one length.
  void add(std::uint64_t length, double volume = 1.0);
  /// @brief Adds another histogram, each of its units worth @p volume.
  void add(const length_histogram& other, double volume);

  /// @brief Matters a year by length.
  [[nodiscard]] const std::vector<double>& volumes() const noexcept { return volumes_; }
  /// @brief Matters a year in all.
  [[nodiscard]] double volume() const;
  /// @brief Hand-offs a year in all.
  [[nodiscard]] double hand_offs() const;
  /// @brief Mean length; absent without volume.
  [[nodiscard]] std::optional<double> mean() const;
  /// @brief The smallest length that @p share of the volume does not exceed (nearest rank); absent
  /// without volume.
  [[nodiscard]] std::optional<std::size_t> percentile(double share) const;
  /// @brief The longest length with volume; absent without.
  [[nodiscard]] std::optional<std::size_t> longest() const;

  friend bool operator==(const length_histogram&, const length_histogram&) = default;

 private:
  std::vector<double> volumes_;
};

}  // namespace pangkas
