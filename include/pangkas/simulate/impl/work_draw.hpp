// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Work by its distribution.
#pragma once

#include <pangkas/simulate/counter_random.hpp>
#include <pangkas/simulate/queue_network.hpp>

#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/gamma.hpp>

#include <cmath>
#include <cstdint>

namespace pangkas::inline v0_1::detail {

/// @brief Draws the work of a step; more from a larger number, so that what is alike in two
/// scenarios stays alike.
class work_draw {
 public:
  explicit work_draw(const step_service& of) : law_(of.law), mean_(of.mean), delay_(of.delay) {
    const double squared = of.squared_cv();
    if (!(squared > 0)) law_ = work_law::fixed;
    if (law_ == work_law::lognormal) {
      spread_ = std::sqrt(std::log1p(squared));
      shift_ = std::log(mean_) - spread_ * spread_ / 2;
    } else if (law_ == work_law::gamma) {
      shift_ = 1 / squared;
      spread_ = mean_ * squared;
    } else if (law_ == work_law::hyperexponential) {
      spread_ = (1 + std::sqrt((squared - 1) / (squared + 1))) / 2;
    }
  }

  [[nodiscard]] std::int64_t delay() const noexcept { return delay_; }
  /// @brief In ticks, before the speed of the seat.
  [[nodiscard]] double operator()(const uniform_pair& u) const {
    switch (law_) {
      case work_law::fixed:
        break;
      case work_law::exponential:
        return -mean_ * std::log(1 - u.first);
      case work_law::lognormal:
        return std::exp(shift_ - spread_ * root_2 * boost::math::erfc_inv(2 * u.first));
      case work_law::gamma:
        return spread_ * boost::math::gamma_p_inv(shift_, u.first);
      case work_law::hyperexponential:
        // Each half of the work comes from one of the two.
        return -mean_ / (2 * (u.second < spread_ ? spread_ : 1 - spread_)) * std::log(1 - u.first);
    }
    return mean_;
  }

 private:
  static constexpr double root_2 = 1.4142135623730951;

  work_law law_;
  double mean_;
  std::int64_t delay_;
  double shift_ = 0;
  double spread_ = 0;
};

}  // namespace pangkas::detail
