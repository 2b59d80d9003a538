// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Checks after a transformation. What they find is listed and never mended.
///
/// The organisation after must be a scenario of the one before: the same positions in the same
/// rows, which is what every transformation gives.
#pragma once

#include <pangkas/core/finding_list.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/simplify/ledger.hpp>
#include <pangkas/simplify/policy.hpp>

namespace pangkas::inline v0_1 {

/// @brief lost-seats, lost-filled: every position has the seats and holders that it had.
/// @complexity O(1) if the columns are shared, else O(P).
void check_conservation(const organisation& before, const organisation& after,
                        finding_list& findings);

/// @brief roots-changed, cycle, undecidable: the same roots, no new cycle, and no position that
/// raises matters lost its way to a root.
/// @complexity O(P).
void check_structure(const organisation& before, const organisation& after, finding_list& findings);

/// @brief span-band: every manager against the band of spans, if the policy gives one.
/// @complexity O(P).
void check_spans(const organisation& after, const check_limits& limits, finding_list& findings);

/// @brief initials: paths with more initials (paraf) before the signature than allowed; one finding
/// for each root.
///
/// That is for the default matter. Where the organisation has matters, their paths end elsewhere,
/// and decisions/decision_findings.hpp takes the limit.
///
/// The initials of a position that raises matters are the command and role steps of its
/// decision_path() below the root, which signs: a coordinator who must see a draft initials it.
/// @complexity O(P) without lines, else that of path_lengths.
/// @source Permendagri 54/2009: a rising chain of at most three officials before the signature,
/// none if the signatory drafted it.
void check_initials(const organisation& after, const check_limits& limits, finding_list& findings);

/// @brief structural-layers: roots below which more structural positions stand one under the other
/// than allowed; one finding for each root.
///
/// A root without a rank, such as a minister, is above the echelons and does not count.
/// @complexity O(P).
void check_structural_layers(const organisation& after, const check_limits& limits,
                             finding_list& findings);

/// @brief income-floor: no position costs less than before. class-loss: posts that were converted
/// to a lower class; one finding for each pair of posts.
/// @complexity O(E) for E entries if the costs are shared, else O(P + E).
/// @source Perpres 50/2022: total income after the conversion may not be below that before.
void check_income(const organisation& before, const organisation& after, const ledger& changes,
                  finding_list& findings);

/// @brief orphaned-authority, moved-attribution, re-issue-authority, acting-lapsed: what must be
/// settled by law or decree.
/// @complexity O(E + A) for E entries and A authorities.
void check_authority(const organisation& before, const ledger& changes, finding_list& findings);

/// @brief names-converted-post: a step, a concurrence or the end of a climb names a post that was
/// converted. class-without-members: a right is of a class that nobody is of any more.
/// @complexity O(E + A + steps), and O(P) for each class.
void check_orders(const organisation& before, const organisation& after, const ledger& changes,
                  finding_list& findings);

/// @brief Runs every check.
/// @param before    The organisation before.
/// @param after     A scenario of it.
/// @param changes   The ledger between them.
/// @param limits    What the policy allows.
/// @param findings  Receives what is found.
/// @complexity O(P + E), and with lines that of path_lengths.
void check(const organisation& before, const organisation& after, const ledger& changes,
           const check_limits& limits, finding_list& findings);

}  // namespace pangkas
