// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief A matter: a kind of decision, who raises it, and what each step of it costs.
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
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief How the papers of a matter travel.
enum class matter_channel : std::uint8_t { paper, digital };

namespace detail {
inline constexpr std::array<std::string_view, 2> channel_names{"paper", "digital"};
}

/// @brief "paper" or "digital".
constexpr std::string_view to_string(matter_channel channel) {
  return detail::channel_names[static_cast<std::size_t>(channel)];
}
/// @brief Reads what to_string(matter_channel) writes.
constexpr std::optional<matter_channel> parse_matter_channel(std::string_view text) {
  return detail::parse_enum<matter_channel>(detail::channel_names, text);
}

/// @brief Who raises a matter of which nothing else is said: every position without command
/// subordinates that is not external.
[[nodiscard]] condition non_managing_positions();

/// @brief A size of a matter other than money: "days" 7, "percent" 25.
struct named_amount {
  std::string name{};
  double value = 0;

  friend bool operator==(const named_amount&, const named_amount&) = default;
};

/// @brief A part of the amounts of a matter.
struct amount_band {
  double from = 0;
  std::optional<double> to{};  ///< absent: from there on, without end
  double share = 0;            ///< of the volume
  bool above_limits = false;   ///< it goes up whatever its amount: no limit reaches it

  friend bool operator==(const amount_band&, const amount_band&) = default;
};

/// @brief How the volume of a matter is shared out between those who raise it.
enum class volume_sharing : std::uint8_t { by_position, by_seats };

/// @brief A kind of decision.
struct matter {
  std::string code{};  ///< unique
  std::string name{};
  condition originators = non_managing_positions();  ///< who raises it
  /// Matters a year in all, shared out evenly between the originators; absent: one each.
  std::optional<double> volume{};
  std::optional<double> amount{};  ///< of money; an authority needs a limit that reaches it
  std::uint32_t checks = 0;        ///< independent checks that each path must have
  std::optional<std::uint32_t> initials{};  ///< most initials (paraf) before the signature
  std::optional<double> work_minutes{};     ///< of one step
  std::optional<double> waiting_hours{};    ///< before one step
  matter_channel channel = matter_channel::paper;
  std::vector<std::string> clerical_steps{};     ///< such as "registry"; they are no hand-offs
  bool strategic = false;                        ///< an acting official may not decide it
  std::vector<std::string> not_same_position{};  ///< matters that its deciders may not decide too
  std::vector<std::string>
      not_same_unit;  ///< matters that nobody in its deciders' units may decide
  /// @name Quality of one check; no figure is shown where they are absent
  /// @{
  std::optional<double> pass_good{};  ///< probability that a good proposal passes
  std::optional<double> pass_bad{};   ///< probability that a bad one passes
  std::optional<std::uint32_t>
      approvals{};  ///< so many of the checks suffice; absent: all must pass
  /// @}

  /// @name Its amounts
  /// @{
  std::vector<std::string> families{};  ///< a right, line or step for one of them is for it too
  std::string currency{};               ///< as it is written; limits in another never reach it
  std::vector<named_amount>
      measures{};             ///< each within the limit by the same name, if there is one
  bool above_limits = false;  ///< no limit reaches it
  double share = 1;           ///< of the volume: one band of a matter with several
  /// Only while it is given: organisation_builder makes a matter of each.
  std::vector<amount_band> bands{};
  /// @}

  /// @name Its path
  /// @{
  bool own_first = false;               ///< whoever holds a right for it decides its own
  std::optional<holder> until{};        ///< last on the line before a decider who stands beside it
  std::vector<std::string> flags{};     ///< what conditions of steps ask, such as "personal-data"
  std::optional<double> limit_hours{};  ///< within which it must be decided
  std::vector<std::string> apart{};     ///< acts that one hand may not do in one case
  std::optional<holder> beneficiary{};  ///< who may take no step but the first
  volume_sharing shared = volume_sharing::by_position;
  std::optional<holder> fallback{};          ///< decides, by no right, where no right stands
  std::optional<std::uint32_t> levels_up{};  ///< most command lines that it climbs
  /// @}

  /// @brief Whether it belongs to a family.
  [[nodiscard]] bool is_of(std::string_view family) const;
  /// @brief Whether hours of work and waiting are within its limit: what is equal but for rounding is,
  /// and everything is where there is no limit.
  [[nodiscard]] bool allows(double hours) const;

  friend bool operator==(const matter&, const matter&) = default;
};

}  // namespace pangkas
