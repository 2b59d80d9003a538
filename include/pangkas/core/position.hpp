// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief A position: a post in an organisation, never the person in it.
#pragma once

#include <pangkas/graph/ids.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief What a position is for.
enum class position_kind : std::uint8_t {
  structural,  ///< heads a unit
  functional,  ///< expertise, outside the ladder of units
  executing    ///< general staff
};

/// @brief Kind of a line between two positions.
enum class line_type : std::uint8_t {
  command,       ///< superior gives orders, rates and answers for the subordinate; one at most
  functional,    ///< technical direction ("dotted line")
  assignment,    ///< team lead, coordinator or sub-coordinator → member
  coordination,  ///< the upper position must also initial what the lower one hands on
  acting,        ///< the upper position acts for the lower one
  membership     ///< the upper position is a body (board, committee), the lower one sits in it
};

/// @brief The flag of a position outside the organisation that decides or concurs, such as a
/// ministry of finance. It has no superior, and stands in decision paths, but in no tree and no sum.
inline constexpr std::string_view external_flag = "external";

/// @brief A position as people write it down; what organisation_builder takes.
struct position {
  std::string code{};                   ///< kept exactly; unique
  std::string title{};                  ///< free text
  std::optional<position_kind> kind{};  ///< absent: taken from the rank
  std::string rank{};                   ///< as declared; empty if none
  std::string reports_to{};             ///< code of the command superior; empty: root
  std::string unit{};                   ///< organisational unit
  std::optional<double> seats{};        ///< established posts; absent counts as 1
  std::optional<double> filled{};       ///< seats with a holder; absent: not known
  std::string position_class{};         ///< job class (kelas jabatan), as declared
  std::optional<double> cost{};         ///< per year, in the file's currency
  std::optional<double> budget{};       ///< of its own, in the file's currency; absent: not known
  std::vector<std::string> flags{};     ///< marks such as "E1"
  std::string holders{};       ///< opaque codes of who fills the seats, with ";" between several
  std::string legal_source{};  ///< what establishes the post: law, article, sentence

  friend bool operator==(const position&, const position&) = default;
};

/// @brief A line by codes; what organisation_builder takes.
struct reporting_line {
  std::string superior{};
  std::string subordinate{};
  line_type type = line_type::functional;
  std::string matter{};        ///< the only matter for which the line counts; empty: for all
  std::string role{};          ///< e.g. "koordinator"
  std::string from{};          ///< first day, as in 2021-06-30; empty: since ever
  std::string until{};         ///< last day; empty: without end
  std::string legal_source{};  ///< what establishes the line: law, article, sentence

  friend bool operator==(const reporting_line&, const reporting_line&) = default;
};

namespace detail {
inline constexpr std::array<std::string_view, 3> kind_names{"structural", "functional",
                                                            "executing"};
inline constexpr std::array<std::string_view, 6> line_type_names{
    "command", "functional", "assignment", "coordination", "acting", "membership"};

template <class Enum, std::size_t N>
constexpr std::optional<Enum> parse_enum(const std::array<std::string_view, N>& names,
                                         std::string_view text) {
  for (std::size_t i = 0; i < N; ++i)
    if (names[i] == text) return static_cast<Enum>(i);
  return std::nullopt;
}
}  // namespace detail

/// @brief The name of a kind in files: "structural", "functional", "executing".
constexpr std::string_view to_string(position_kind kind) {
  return detail::kind_names[static_cast<std::size_t>(kind)];
}
/// @brief The name of a line type in files.
constexpr std::string_view to_string(line_type type) {
  return detail::line_type_names[static_cast<std::size_t>(type)];
}
/// @brief Reads what to_string(position_kind) writes.
constexpr std::optional<position_kind> parse_position_kind(std::string_view text) {
  return detail::parse_enum<position_kind>(detail::kind_names, text);
}
/// @brief Reads what to_string(line_type) writes.
constexpr std::optional<line_type> parse_line_type(std::string_view text) {
  return detail::parse_enum<line_type>(detail::line_type_names, text);
}

}  // namespace pangkas
