// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Graphs of reporting lines, ours or yours, and the command forest in them.
#pragma once

#include <pangkas/core/forest_of.hpp>
#include <pangkas/core/graph.hpp>
#include <pangkas/core/reporting_graph.hpp>
