// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Who decides, concurs or acts, in the words of a scheme of delegation.
#pragma once

#include <pangkas/core/condition.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief How a holder is named.
enum class holder_kind : std::uint8_t {
  post,          ///< one post, by its code
  class_of,      ///< whoever meets a condition: "any director"
  superior,      ///< the n-th superior of whoever raises the matter: "the direct manager"
  head_of_unit,  ///< the highest superior in the unit of whoever raises it
  top,           ///< the top of the tree
  line           ///< every superior on the way; of steps alone
};

/// @brief A holder as a scheme names it. What is no post is asked when a path is walked, so that it
/// stays true after a change.
struct holder {
  holder_kind kind = holder_kind::post;
  std::string code{};     ///< of a post
  condition when{};       ///< of a class
  std::size_t steps = 1;  ///< of a superior: 1 is the own superior

  friend bool operator==(const holder&, const holder&) = default;
};

/// @brief Reads a holder: a code; a selector, which is `all` or has an equals sign, as in
/// `rank=II.a`; `@superior`, `@superior:2`, `@head-of-unit`, `@top` or `@line`. A backslash before
/// the first character, or before an equals sign, makes it part of a code.
/// @throws input_error that names the text and what is wrong in it.
[[nodiscard]] holder parse_holder(std::string_view text);

/// @brief Writes what parse_holder() reads.
[[nodiscard]] std::string to_string(const holder& h);

/// @brief Several holders, all of whom, or some, are asked.
struct holder_list {
  std::vector<holder> holders{};
  std::uint32_t needed = 0;  ///< so many of them, the first that are present; 0: all

  friend bool operator==(const holder_list&, const holder_list&) = default;
};

/// @brief Reads `FIN + LEG` (all of them) or `2 of A + B + C`. A selector among them may hold no
/// plus sign but behind a backslash.
/// @throws input_error that names the text and what is wrong in it.
[[nodiscard]] holder_list parse_holder_list(std::string_view text);

/// @brief Writes what parse_holder_list() reads; nothing for nobody.
[[nodiscard]] std::string to_string(const holder_list& list);

}  // namespace pangkas
