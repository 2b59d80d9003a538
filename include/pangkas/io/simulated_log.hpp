// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Writes simulated steps as an event log, so that what reads real logs
/// reads them too.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/io/output.hpp>
#include <pangkas/simulate/decision_network.hpp>
#include <pangkas/simulate/simulate_network.hpp>
#include <pangkas/simulate/working_calendar.hpp>

#include <span>

namespace pangkas::inline v0_1 {

/// @brief Writes an event log in XES: a trace for each matter, in the order of
/// their arrival, and for each of its steps a start and a completion with the
/// code of the position as resource. Off duty a step starts at the next
/// opening.
/// @param org      The organisation.
/// @param made     Its network.
/// @param log      The steps.
/// @param calendar Whose office time they are in; stamps are local time,
/// written as UTC.
/// @param sink     Takes the text, part by part.
/// @source         IEEE 1849-2016.
void write_simulated_log(const organisation& org, const decision_network& made,
                         std::span<const simulated_step> log, const working_calendar& calendar,
                         const text_sink& sink);

}  // namespace pangkas::inline v0_1
