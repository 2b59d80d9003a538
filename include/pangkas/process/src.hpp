// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The bodies of process/, a part of pangkas/src.hpp.
#pragma once

#include <pangkas/process/impl/calibration.ipp>
#include <pangkas/process/impl/event_log.ipp>
#include <pangkas/process/impl/hand_overs.ipp>
#include <pangkas/process/impl/instant.ipp>
#include <pangkas/process/impl/log_measures.ipp>
#include <pangkas/process/impl/log_tables.ipp>
#include <pangkas/process/impl/path_against_chart.ipp>
#include <pangkas/process/impl/position_map.ipp>
#include <pangkas/process/impl/waiting.ipp>
