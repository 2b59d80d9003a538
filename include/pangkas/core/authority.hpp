// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Authority: the right of a position to decide a matter.
#pragma once

#include <pangkas/core/holder.hpp>
#include <pangkas/core/matter.hpp>
#include <pangkas/core/position.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief How an authority came to its position; it decides what becomes of it when the position
/// goes.
/// @source Law 30/2014 on government administration, Arts. 11–14.
enum class authority_source : std::uint8_t {
  attribution,  ///< given by law to that post; may not be passed on
  delegation,   ///< passed on, responsibility with it
  mandate       ///< exercised for the giver, who stays responsible
};

namespace detail {
inline constexpr std::array<std::string_view, 3> authority_source_names{"attribution", "delegation",
                                                                        "mandate"};
}

/// @brief "attribution", "delegation" or "mandate".
constexpr std::string_view to_string(authority_source source) {
  return detail::authority_source_names[static_cast<std::size_t>(source)];
}
/// @brief Reads what to_string(authority_source) writes.
constexpr std::optional<authority_source> parse_authority_source(std::string_view text) {
  return detail::parse_enum<authority_source>(detail::authority_source_names, text);
}

/// @brief In which capacity an official decides for a post that is not the official's own.
/// @source BKN circular 1/2021: both act under mandate and take no strategic decision.
enum class acting_capacity : std::uint8_t {
  plh,  ///< pelaksana harian: the holder is absent
  plt   ///< pelaksana tugas: the post is vacant
};

namespace detail {
inline constexpr std::array<std::string_view, 2> acting_capacity_names{"plh", "plt"};
}

/// @brief "plh" or "plt".
constexpr std::string_view to_string(acting_capacity capacity) {
  return detail::acting_capacity_names[static_cast<std::size_t>(capacity)];
}
/// @brief Reads what to_string(acting_capacity) writes.
constexpr std::optional<acting_capacity> parse_acting_capacity(std::string_view text) {
  return detail::parse_enum<acting_capacity>(detail::acting_capacity_names, text);
}

/// @brief Whether a text is a day of the calendar as ISO 8601 writes it, as in 2021-06-30.
///
/// Days in this form sort as texts do.
constexpr bool is_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  const auto number = [text](std::size_t first, std::size_t count) {
    int value = 0;
    for (char c : text.substr(first, count)) {
      if (c < '0' || c > '9') return -1;
      value = 10 * value + (c - '0');
    }
    return value;
  };
  const int year = number(0, 4);
  const int month = number(5, 2);
  const int day = number(8, 2);
  if (year < 0 || month < 1 || month > 12 || day < 1) return false;
  constexpr std::array<int, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return day <= days[static_cast<std::size_t>(month - 1)] + (leap && month == 2 ? 1 : 0);
}

/// @brief A day as ISO 8601 writes it.
/// @param day  Days since 1970-01-01.
[[nodiscard]] std::string iso_date(std::int64_t day);

/// @brief An authority by codes.
struct authority {
  std::string position{};         ///< code of the holder; empty where @ref whoever says who
  std::string matter{};           ///< code or family of the kind of decision; "*" for all
  std::optional<double> limit{};  ///< largest amount; absent: no limit
  authority_source source = authority_source::attribution;
  std::string giver{};         ///< code of who delegated or mandated; empty for attribution
  std::string legal_source{};  ///< the law or decree
  std::string from{};          ///< first day, as in 2021-06-30; empty: since ever
  std::string until{};         ///< last day; empty: without end
  std::optional<acting_capacity> acting{};  ///< absent: of the holder's own post

  /// @name What is no right of one post for those below it
  /// @{
  std::optional<holder> whoever{};  ///< a class, or who stands so to the originator
  std::vector<std::string>
      except{};  ///< codes of the class that an earlier row gives another limit
  std::optional<condition> originators{};  ///< for whom it holds, wherever the holder stands
  holder_list with{};                      ///< who must concur
  /// @}

  /// @name Its limit
  /// @{
  std::optional<double> budget_share{};  ///< of the holder's own budget, 1 for the whole of it
  std::string currency{};                ///< as it is written: "USD", "AUD with tax"
  std::vector<named_amount> limits{};    ///< by other measures, such as days
  std::optional<double> acting_limit{};  ///< for whoever acts in the post; absent: the same limit
  /// @}

  /// @name Bodies, and passing on
  /// @{
  std::optional<std::uint32_t> quorum{};  ///< members of the body that must be present
  std::optional<double> waiting_hours{};  ///< for its next meeting
  bool stays = false;                     ///< it may not be passed on
  std::optional<condition> receivers{};   ///< to whom it may be passed on; absent: to anybody
  /// @}

  /// @brief Whether it is for a matter; whether on a day is another question.
  [[nodiscard]] bool is_for(std::string_view code) const { return matter == "*" || matter == code; }
  /// @brief The same, where the matter may belong to a family.
  [[nodiscard]] bool is_for(const pangkas::matter& m) const {
    return is_for(m.code) || m.is_of(matter);
  }
  /// @brief Whether it holds on a day; every authority does where no day is asked about.
  [[nodiscard]] bool holds_on(std::string_view day) const;

  friend bool operator==(const authority&, const authority&) = default;
};

}  // namespace pangkas
