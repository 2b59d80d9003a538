// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief What most tests read, read once. No test counts on it: each includes what it uses.
#pragma once

#include <pangkas/io.hpp>
#include <pangkas/pangkas.hpp>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <nlohmann/json.hpp>
#include <range/v3/range/conversion.hpp>

#include "support/catch.hpp"
#include "support/networks.hpp"
#include "support/organisations.hpp"

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
