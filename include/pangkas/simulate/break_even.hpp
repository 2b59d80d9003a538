// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief How much may move up before taking a layer out makes decisions slower.
///
/// Posts below one receiver go; what they handled goes to it. By Little's law decisions are slower
/// exactly if more matters wait or are served in these steps afterwards than before, since as many
/// arrive. All stations are M/M/c.
#pragma once

#include <cstddef>
#include <optional>

namespace pangkas::inline v0_1 {

/// @brief Mean number at M/M/c that waits or is served; absent where more comes than can be done.
/// @param servers  At least 1.
/// @param offered  Arrival rate × mean service, in servers.
[[nodiscard]] std::optional<double> present_at(std::size_t servers, double offered);

/// @brief The largest share α* of the work of the posts that go which may move up to the receiver.
///
/// With one server α* = (Lb / (1 + Lb) − ρ2) / ρm, where Lb is present before, ρ2 the load of the
/// receiver without what moves, ρm the work of the posts that go; it falls to 0 as the receiver gets
/// busy. For m posts of load ρ1 this is (1 − ρ2) / ((1 − ρ1)(1 + Lb)). More servers: by bisection.
///
/// @param present  Mean number in the steps before: in the posts that go and at the receiver.
/// @param moved    Work of the posts that go, in servers.
/// @param servers  Of the receiver, at least 1.
/// @param offered  To the receiver afterwards, without what moves.
/// @return         May be above 1: then all may move. 0: it is slower whatever moves. Absent where
///                 nothing could move.
[[nodiscard]] std::optional<double> break_even_work(double present, double moved,
                                                    std::size_t servers, double offered);

/// @brief The largest share q* of what the posts that go handled which they may have decided
/// themselves, and which now goes up for decision.
///
/// With one server, w1 = removed / Λ and D = ρ2: q* = w1 (1 − ρ2)² / (s2 − w1 ρ2 (1 − ρ2)).
///
/// @param removed  Mean number present in the posts that go, before.
/// @param servers  Of the receiver, at least 1.
/// @param offered  To the receiver afterwards, when all goes up to it.
/// @param arriving Part of @p offered that comes from what the posts that go handled.
/// @return         Absent if decisions are never slower, or nothing arrives. 0: always.
[[nodiscard]] std::optional<double> break_even_authority(double removed, std::size_t servers,
                                                         double offered, double arriving);

}  // namespace pangkas
