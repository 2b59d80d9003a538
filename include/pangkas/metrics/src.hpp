// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The bodies of metrics/, a part of pangkas/src.hpp.
#pragma once

#include <pangkas/metrics/impl/betweenness.ipp>
#include <pangkas/metrics/impl/body_rules.ipp>
#include <pangkas/metrics/impl/compression.ipp>
#include <pangkas/metrics/impl/dominators.ipp>
#include <pangkas/metrics/impl/flow_hierarchy.ipp>
#include <pangkas/metrics/impl/krackhardt.ipp>
#include <pangkas/metrics/impl/layers.ipp>
#include <pangkas/metrics/impl/line_distance.ipp>
#include <pangkas/metrics/impl/pair_distance.ipp>
#include <pangkas/metrics/impl/path_shortening.ipp>
#include <pangkas/metrics/impl/reachability.ipp>
#include <pangkas/metrics/impl/reaching_centrality.ipp>
#include <pangkas/metrics/impl/roll_up.ipp>
#include <pangkas/metrics/impl/seat_spans.ipp>
#include <pangkas/metrics/impl/span_bands.ipp>
#include <pangkas/metrics/impl/span_of_control.ipp>
#include <pangkas/metrics/impl/strata_compression.ipp>
#include <pangkas/metrics/impl/trophic_levels.ipp>
