// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Authority: the right of a position to decide a matter.
#pragma once

#include <pangkas/core/position.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace pangkas {

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

/// @brief An authority by codes.
struct authority {
  std::string position;         ///< code of the holder
  std::string matter;           ///< kind of decision
  std::optional<double> limit;  ///< largest amount; absent: no limit
  authority_source source = authority_source::attribution;
  std::string giver;         ///< code of who delegated or mandated; empty for attribution
  std::string legal_source;  ///< the law or decree

  friend bool operator==(const authority&, const authority&) = default;
};

}  // namespace pangkas
