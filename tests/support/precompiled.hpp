// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief What most tests read, read once. No test counts on it: each includes what it uses.
#pragma once

#include <pangkas/core/organisation_builder.hpp>
#include <pangkas/core/organisation_graph.hpp>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <nlohmann/json.hpp>
#include <range/v3/range/conversion.hpp>

#include "support/catch.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <vector>
