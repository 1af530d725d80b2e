# numpy.testing: the assertions.
import numpy as np


def assert_allclose(actual, desired, rtol=1e-07, atol=0, equal_nan=True, err_msg="", verbose=True):
    if not np.allclose(actual, desired, rtol, atol, equal_nan):
        raise AssertionError(f"\nNot equal to tolerance rtol={rtol:g}, atol={atol:g}\n{err_msg}\n ACTUAL: {np.asarray(actual)!r}\n DESIRED: {np.asarray(desired)!r}")


def assert_array_equal(actual, desired, err_msg="", verbose=True):
    if not np.array_equal(actual, desired):
        raise AssertionError(f"\nArrays are not equal\n{err_msg}\n ACTUAL: {np.asarray(actual)!r}\n DESIRED: {np.asarray(desired)!r}")


def assert_almost_equal(actual, desired, decimal=7, err_msg="", verbose=True):
    assert_allclose(actual, desired, rtol=0, atol=1.5 * 10 ** (-decimal), err_msg=err_msg)


assert_array_almost_equal = assert_almost_equal
assert_equal = assert_array_equal
