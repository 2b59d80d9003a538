// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Routing tables: who acts on what for whom, for the systems in which decisions are taken.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/decisions/decision_options.hpp>
#include <pangkas/io/csv.hpp>
#include <pangkas/io/output.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace pangkas::inline v0_1 {

/// @brief Where each form of a routing table goes; an empty one is not written.
struct routing_sinks {
  text_sink table{};   ///< CSV: matter, originator, chain, decider, fallback, undecidable
  text_sink tuples{};  ///< tuples of OpenFGA, as JSON
  text_sink policy{};  ///< lines of a policy of Casbin
};

/// @brief Writes who acts on what for whom, as the paths are: a row for each originator of each matter.
///
/// The *chain* is everybody who makes a step until the decision, drafter first, in the order of the steps.
/// The *fallback* decides while the deciding post is without its holder. In tuples and policy an originator's
/// matter is an object of its own; acts are draft, review, concur, decide and fallback. What stands in codes
/// other than letters of ASCII, digits, full stops, hyphens and underscores is written as % and two
/// hexadecimal digits for each byte there, since both tools give other marks a meaning.
///
/// @param org      The organisation with its matters; without any only headings are written.
/// @param options  As for decisions().
/// @param sinks    Where to.
/// @param style    Of the table.
/// @complexity     That of route_decisions().
void write_routing(const organisation& org, const decision_options& options,
                   const routing_sinks& sinks, const csv_style& style = {});

/// @brief A code as it stands in tuples and policies.
[[nodiscard]] std::string routing_name(std::string_view code);

/// @brief The model to which the tuples belong, as JSON of schema 1.1.
[[nodiscard]] std::string_view openfga_model();
/// @brief The model to which the policy belongs.
[[nodiscard]] std::string_view casbin_model();

/// @brief The rights of who_decides_row::grants, as in "07 by delegation from 00 by attribution".
[[nodiscard]] std::string grants_in_words(const organisation& org,
                                          std::span<const std::size_t> grants);

/// @brief Writes who decides what for whom and by which grants, as CSV: matter, originator, title, decider,
/// decider_title, acts_for, source, limit, legal_source, grants, undecidable. The *grants* are the right by
/// which it is decided and those that it was passed on from.
/// @complexity That of who_decides().
void write_who_decides(const organisation& org, const decision_options& options,
                       const text_sink& sink, const csv_style& style = {});

}  // namespace pangkas
