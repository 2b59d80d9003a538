// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The steps that an order names: which levels act on a matter, and what each does.
#pragma once

#include <pangkas/core/condition.hpp>
#include <pangkas/core/holder.hpp>
#include <pangkas/core/position.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace pangkas::inline v0_1 {

/// @brief What somebody does with a matter.
enum class step_act : std::uint8_t {
  draft,
  certify,
  recommend,
  review,
  initial,
  concur,
  approve,
  sign,
  countersign,
  report,
  veto  ///< may end the matter, and not decide it
};

namespace detail {
inline constexpr std::array<std::string_view, 11> act_names{
    "draft",   "certify", "recommend",   "review", "initial", "concur",
    "approve", "sign",    "countersign", "report", "veto"};
}

/// @brief The name of an act.
constexpr std::string_view to_string(step_act act) {
  return detail::act_names[static_cast<std::size_t>(act)];
}
/// @brief Reads what to_string(step_act) writes.
constexpr std::optional<step_act> parse_step_act(std::string_view text) {
  return detail::parse_enum<step_act>(detail::act_names, text);
}
/// @brief Whether an act can stop the matter, so that it is a check.
constexpr bool can_stop(step_act act) {
  return act != step_act::draft && act != step_act::initial && act != step_act::report;
}

/// @brief A step that an order names for a matter. Where an order names steps before the decision,
/// only those are taken.
struct matter_step {
  std::string matter{};  ///< code or family; "*" for all
  step_act act = step_act::review;
  holder who{};
  std::optional<condition> originators{};  ///< whose matters; absent: everybody's
  bool after = false;                      ///< after the decision
  std::string together{};         ///< steps of one name, one after the other, run beside each other
  std::optional<double> above{};  ///< only for amounts above
  std::string flag{};             ///< only for matters with this flag
  std::optional<double> work_minutes{};   ///< absent: as the matter says
  std::optional<double> waiting_hours{};  ///< absent: as the matter says
  std::optional<double> limit_hours{};    ///< within which it must be done
  std::string legal_source{};

  friend bool operator==(const matter_step&, const matter_step&) = default;
};

}  // namespace pangkas
