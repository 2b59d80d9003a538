// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The bodies of integrity/, a part of pangkas/src.hpp.
#pragma once

#include <pangkas/integrity/impl/duties.ipp>
#include <pangkas/integrity/impl/fewest_hands.ipp>
#include <pangkas/integrity/impl/integrity.ipp>
#include <pangkas/integrity/impl/integrity_rules.ipp>
