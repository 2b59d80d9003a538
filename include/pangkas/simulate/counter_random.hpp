// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Random numbers by name: each draw has a key of its own, so that no draw shifts another.
#pragma once

#include <array>
#include <cstdint>

namespace pangkas::inline v0_1 {

/// @brief Philox 4×32 with ten rounds: four words for each 128-bit counter under a 64-bit key.
///
/// There is no stream that a draw more or less could shift: what is drawn for one step of one matter
/// depends on nothing but its name. So two scenarios meet the same matters with the same work.
///
/// @source J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, "Parallel Random Numbers: As Easy as
///         1, 2, 3", SC11 (2011).
[[nodiscard]] constexpr std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter,
                                                            std::array<std::uint32_t, 2> key) {
  for (int round = 0; round < 10; ++round) {
    const std::uint64_t a = std::uint64_t{0xD2511F53U} * counter[0];
    const std::uint64_t b = std::uint64_t{0xCD9E8D57U} * counter[2];
    counter = {
        static_cast<std::uint32_t>(b >> 32U) ^ counter[1] ^ key[0], static_cast<std::uint32_t>(b),
        static_cast<std::uint32_t>(a >> 32U) ^ counter[3] ^ key[1], static_cast<std::uint32_t>(a)};
    key[0] += 0x9E3779B9U;
    key[1] += 0xBB67AE85U;
  }
  return counter;
}

/// @brief Two numbers between 0 and 1, neither of them 0 nor 1.
struct uniform_pair {
  double first = 0;
  double second = 0;
};

/// @brief The draws of one replication.
class counter_random {
 public:
  counter_random(std::uint64_t seed, std::uint64_t replication) {
    // SplitMix64 spreads what differs in one bit over the whole key.
    std::uint64_t z = seed + (replication + 1) * 0x9E3779B97F4A7C15U;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    z ^= z >> 31U;
    key_ = {static_cast<std::uint32_t>(z), static_cast<std::uint32_t>(z >> 32U)};
  }

  /// @brief The draw of a name.
  /// @param matter  Number of the matter in its stream.
  /// @param stream  Key of the stream, for example of the kind of matter.
  /// @param step    Key of the step.
  /// @param purpose What is drawn, and for which time.
  [[nodiscard]] uniform_pair operator()(std::uint32_t matter, std::uint32_t stream,
                                        std::uint32_t step, std::uint32_t purpose) const {
    const auto words = philox({matter, stream, step, purpose}, key_);
    return {uniform(words[0], words[1]), uniform(words[2], words[3])};
  }

 private:
  static double uniform(std::uint32_t high, std::uint32_t low) {
    const std::uint64_t bits = (std::uint64_t{high} << 20U) | (low >> 12U);
    return (static_cast<double>(bits) + 0.5) * 0x1p-52;
  }

  std::array<std::uint32_t, 2> key_{};
};

}  // namespace pangkas
