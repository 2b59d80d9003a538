// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The bodies of optimise/, a part of pangkas/src.hpp.
#pragma once

#include <pangkas/optimise/impl/flattening_capacity.ipp>
#include <pangkas/optimise/impl/flattening_gain.ipp>
#include <pangkas/optimise/impl/frontier.ipp>
#include <pangkas/optimise/impl/greedy_flattening.ipp>
#include <pangkas/optimise/impl/optimal_delegation.ipp>
#include <pangkas/optimise/impl/optimal_flattening.ipp>
