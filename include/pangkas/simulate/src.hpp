// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The bodies of simulate/, a part of pangkas/src.hpp.
#pragma once

#include <pangkas/simulate/impl/break_even.ipp>
#include <pangkas/simulate/impl/decision_network.ipp>
#include <pangkas/simulate/impl/intervals.ipp>
#include <pangkas/simulate/impl/queue_network.ipp>
#include <pangkas/simulate/impl/queueing.ipp>
#include <pangkas/simulate/impl/simulate_network.ipp>
#include <pangkas/simulate/impl/synthetic_service.ipp>
#include <pangkas/simulate/impl/working_calendar.ipp>
