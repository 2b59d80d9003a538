// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Graphs of reporting lines, ours or yours, and the command forest in them.
#pragma once

#include <pangkas/core/organisation_graph.hpp>
#include <pangkas/graph/forest_of.hpp>
#include <pangkas/graph/reporting_graph.hpp>
