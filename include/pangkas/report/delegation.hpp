// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Which rights to pass on, as JSON under stable keys.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/study/delegation_question.hpp>
#include <pangkas/study/shortening_frontier.hpp>

#include <string>

namespace pangkas::inline v0_1 {

/// @brief The delegations, what they save, and what is held needlessly high. What is absent is null.
/// @param org    The organisation that was asked about.
/// @param found  What was found.
/// @param price  Hand-offs a year that each had to save, and more.
[[nodiscard]] std::string to_json(const organisation& org, const delegation_answer& found,
                                  double price);

/// @brief Flattening and delegation side by side.
[[nodiscard]] std::string to_json(const shortening_frontier& found);

}  // namespace pangkas::inline v0_1
