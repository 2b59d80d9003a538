// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief NumPy arrays from what the library computes.
#pragma once

#include "bindings.hpp"

#include <pybind11/numpy.h>

#include <span>
#include <utility>
#include <vector>

namespace pangkas::python {

/// @brief The same array, to which nobody may write.
template <class Value>
py::array_t<Value> read_only(py::array_t<Value> array) {
  array.attr("setflags")(py::arg("write") = false);
  return array;
}

/// @brief A read-only array that looks into the memory of its owner, which it keeps alive.
template <class Value>
py::array_t<Value> shared_array(const py::object& owner, std::span<const Value> values) {
  return read_only(
      py::array_t<Value>(static_cast<py::ssize_t>(values.size()), values.data(), owner));
}

/// @brief An array by row from one by position.
template <class Value>
py::array_t<Value> by_row(const organisation& org, const std::vector<Value>& by_position) {
  py::array_t<Value> array(static_cast<py::ssize_t>(by_position.size()));
  Value* const to = array.mutable_data();
  for (position_id p{0}; p < by_position.size(); ++p) to[org.row(p)] = by_position[p];
  return array;
}

}  // namespace pangkas::python
